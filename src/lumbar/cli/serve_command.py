"""``lumbar serve``: the web app on this machine, and over the home network for the person's own phone."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from ipaddress import IPv4Address, ip_address
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lumbar.cli.options import DataOption, JsonOption
from lumbar.cli.terminal import ExitCode, Terminal, settings
from lumbar.core.errors import UnusableInput
from lumbar.wording import serve as words

if TYPE_CHECKING:  # the server is loaded when the command runs, not when it is listed
    from lumbar.web.server import Listening, Served

LOOPBACK = "127.0.0.1"
PORT = 8474
PHONE_PORT = 8475


def serve(
    context: typer.Context,
    host: Annotated[
        str | None,
        typer.Option(help="The address to serve on; with --phone, the one the phone is let in at.", show_default=False),
    ] = None,
    port: Annotated[int | None, typer.Option(min=0, max=65535, help=f"The port (default: {PORT}).")] = None,
    demo: Annotated[bool, typer.Option("--demo", help="Begin with the made person.")] = False,
    phone: Annotated[bool, typer.Option("--phone", help="Let your own phone in over the home network.")] = False,
    phone_port: Annotated[
        int | None, typer.Option(min=0, max=65535, help=f"The phone's port (default: {PHONE_PORT}).")
    ] = None,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the page in your browser.")] = True,
    json: JsonOption = False,
    data: DataOption = None,
) -> int:
    """Serve the web app on this machine and open it in your browser. Ctrl+C ends it."""
    from lumbar import wiring
    from lumbar.web.app import create_app
    from lumbar.web.server import Served
    from lumbar.web.server import serve as run

    chosen = settings(context, json=json, data=data)
    terminal = Terminal(json=chosen.json)
    own = _own_address(host, phone=phone)
    directory = wiring.data_directory(chosen.data)
    with ExitStack() as taken:  # a port that was taken is given back where the next cannot be had
        for_phone = _phone_door(directory, host, phone_port, demo=demo, terminal=terminal) if phone else None
        if for_phone:
            taken.callback(for_phone.served.listening.socket.close)
        listening = _listening(own, port, PORT)
        taken.pop_all()
    app = create_app(directory, wiring.MachineClock(), hosts=[_in_a_url(own)], demo=demo)
    servers, told = [Served(app, listening)], dict[str, Any]()
    url = f"http://{_in_a_url(own)}:{listening.port}/"
    if for_phone:
        servers.append(for_phone.served)
        told = {"phone": {"url": for_phone.url, "fingerprint": for_phone.fingerprint}}

    def ready() -> None:
        if chosen.json:
            terminal.answer({"url": url, **told})
        else:
            terminal.say(words.serving(url))
            if for_phone:
                _show_invitation(for_phone, terminal)
        if browser and not chosen.json:
            _open(url)

    run(servers, ready=ready)
    terminal.say(words.ENDED)
    return ExitCode.DONE


@dataclass(frozen=True, slots=True)
class _ForPhone:
    """The listener of the home network, and what stands on the terminal about it."""

    served: Served
    url: str
    fingerprint: str


def _phone_door(directory: Path, host: str | None, port: int | None, *, demo: bool, terminal: Terminal) -> _ForPhone:
    """The app behind the door that lets the paired phone in, on an address of the home network."""
    from lumbar import wiring
    from lumbar.web.app import create_app
    from lumbar.web.phone_door import PhoneDoor, PhonePairing, invitation_url
    from lumbar.web.server import Served
    from lumbar.wording import phone as phone_words

    clock = wiring.MachineClock()
    entrance = wiring.home_entrance(directory, _address(host), at=clock.now())
    if entrance is None:
        raise typer.BadParameter(phone_words.NO_NETWORK)
    listening = _listening(entrance.address, port, PHONE_PORT)
    pairing = PhonePairing(
        wiring.open_paired_phones(directory), told=lambda paired: terminal.say(phone_words.paired_sentence(paired))
    )
    app = create_app(directory, clock, hosts=[entrance.address, *entrance.names], demo=demo)
    door = PhoneDoor(app, pairing=pairing, clock=clock)
    return _ForPhone(
        Served(door, listening, entrance.certificate_file, entrance.key_file),
        invitation_url(entrance.address, listening.port, pairing.invite(clock.now())),
        entrance.fingerprint,
    )


def _address(host: str | None) -> IPv4Address | None:
    try:
        return None if host is None else IPv4Address(host)
    except ValueError:
        raise typer.BadParameter(words.NOT_AN_ADDRESS.format(host=host)) from None


def _show_invitation(for_phone: _ForPhone, terminal: Terminal) -> None:
    from lumbar import wiring
    from lumbar.wording import phone as phone_words

    terminal.say("\n" + wiring.qr_code(for_phone.url))
    terminal.say(for_phone.url)
    for sentence in phone_words.invitation_sentences(for_phone.fingerprint):
        terminal.say(sentence)


def _own_address(host: str | None, *, phone: bool) -> str:
    """Where the person's own browser comes in: loopback. Anywhere else everybody in the network could."""
    if host is None or phone:
        return LOOPBACK
    if not _is_loopback(host):
        raise typer.BadParameter(words.NOT_LOOPBACK.format(host=host))
    return host


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _listening(host: str, port: int | None, usual: int) -> Listening:
    """The port asked for; without one the usual one, or any where that is taken."""
    from lumbar.web.server import listen

    if port is not None:
        return listen(host, port)
    try:
        return listen(host, usual)
    except UnusableInput:
        return listen(host, 0)


def _in_a_url(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _open(url: str) -> None:
    """In the background: a browser in the terminal would keep the server from answering it."""
    import threading
    import webbrowser

    threading.Thread(target=webbrowser.open, args=(url,), daemon=True).start()
