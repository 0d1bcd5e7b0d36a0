"""The web app in this process, asked as a browser asks: it keeps its cookie and says where it comes from."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from html import unescape
from pathlib import Path

import httpx
import pytest
from starlette.types import ASGIApp
from tests.cli.made_logs import JUMP_DAY, half_a_year_then_a_jump

from lumbar.core.triage.questions import Question
from lumbar.storage import open_journal, open_store
from lumbar.storage.location import store_exists
from lumbar.usecases.ports import CheckIn
from lumbar.web.app import create_app

OURS = "http://127.0.0.1:8474"
TODAY = JUMP_DAY + timedelta(days=4)
NOW = datetime(TODAY.year, TODAY.month, TODAY.day, 9, 30, tzinfo=timezone(timedelta(hours=2)))
_STEP_ASKED = re.compile(r'action="/check-in/([a-z_]+)"')
_TAGS = re.compile(r"<(script|style)\b.*?</\1>|<[^>]*>", re.DOTALL)


def text_of(page: httpx.Response | str) -> str:
    """What a person reads, on one line."""
    return " ".join(unescape(_TAGS.sub(" ", page if isinstance(page, str) else page.text)).split())


@dataclass
class TickingClock:
    """A second goes by whenever somebody looks."""

    instant: datetime = NOW

    def now(self) -> datetime:
        self.instant += timedelta(seconds=1)
        return self.instant


@dataclass(frozen=True)
class Said:
    """What a person answers in a check-in: all of these are ticked, and nothing else."""

    pain: int = 2
    yes: Collection[Question] = ()
    unsure: Collection[Question] = ()
    duration: str = "3"
    duration_unit: str = "days"
    age: str = "35"
    sex: str = "male"
    old_and_stable: str = "unknown"
    no_symptoms: str = "no"
    still_right: str = "yes"
    left_open: Collection[str] = ()
    """Steps that are left open with the button for it."""

    def form(self, step: str, page: str) -> dict[str, str | list[str]]:
        """What the browser sends from the page of the step."""
        match step:
            case "pain":
                return {"pain": str(self.pain)}
            case "no_symptoms":
                return {"answer": self.no_symptoms}
            case "old_and_stable":
                return {"answer": self.old_and_stable}
            case "still_right":
                return {"answer": self.still_right}
            case _:
                return self._list(step, page)

    def _list(self, step: str, page: str) -> dict[str, str | list[str]]:
        asked = set(re.findall(r'name="yes" value="([a-z0-9_]+)"', page))
        yes = [question for question in self.yes if question in asked]
        unsure = [question for question in self.unsure if question in asked]
        pressed = "open" if step in self.left_open else "ticked" if yes or unsure else "none"
        fields = {"symptoms": ("duration", "duration_unit"), "context": ("age", "sex")}.get(step, ())
        return {**{name: getattr(self, name) for name in fields}, "yes": yes, "unsure": unsure, "said": pressed}


@dataclass
class Visitor:
    """One browser with the page open."""

    client: httpx.AsyncClient
    runner: asyncio.Runner
    asked: list[str] = field(default_factory=list)
    """The steps of the check-in it was asked, in their order."""

    def get(self, path: str, **headers: str) -> httpx.Response:
        return self.runner.run(self.client.get(path, headers=headers))

    def post(
        self,
        path: str,
        said: Mapping[str, str | list[str]] | None = None,
        headers: Mapping[str, str] | None = None,
        **more: object,
    ) -> httpx.Response:
        """A form of one of our own pages, unless the headers say otherwise."""
        sent = {"origin": str(self.client.base_url).rstrip("/"), **(headers or {})}
        return self.runner.run(self.client.post(path, data=dict(said or {}), headers=sent, **more))  # type: ignore[arg-type]  # what httpx takes

    def drop(self, *files: tuple[str, bytes]) -> httpx.Response:
        return self.post("/log", files=[("files", file) for file in files])

    def drop_log(self, log: Path) -> httpx.Response:
        """Drops an export in kilograms and says so."""
        dropped = self.drop((log.name, log.read_bytes()))
        return self.post("/unit", {"unit": "kg"}) if dropped.headers.get("location") == "/unit" else dropped

    def check_in(self, said: Said) -> httpx.Response:
        """Goes through the questions page by page, from the first to the answer, which it gives."""
        self.asked.clear()
        assert self.post("/check-in").headers["location"] == "/check-in"
        for _ in range(10):
            page = self.get("/check-in")
            if page.status_code != 200:
                return self.get(page.headers["location"])
            [step] = _STEP_ASKED.findall(page.text)
            self.asked.append(step)
            sent = self.post(f"/check-in/{step}", said.form(step, page.text))
            assert sent.status_code == 303, text_of(sent)
            if sent.headers["location"] != "/check-in":
                return self.get(sent.headers["location"])
        raise AssertionError(f"the questions do not end: {self.asked}")


@dataclass
class House:
    """The app over a data folder, and whoever looks in."""

    app: ASGIApp
    data: Path
    runner: asyncio.Runner

    def visitor(self, url: str = OURS) -> Visitor:
        transport = httpx.ASGITransport(app=self.app, raise_app_exceptions=False)
        return Visitor(httpx.AsyncClient(transport=transport, base_url=url, timeout=30), self.runner)

    @property
    def check_ins(self) -> list[CheckIn]:
        """Those of the real person."""
        return list(open_journal(self.data).check_ins()) if store_exists(self.data) else []

    @property
    def stored_sets(self) -> int:
        if not store_exists(self.data):
            return 0
        return sum(len(session.sets) for session in open_store(self.data).log().sessions)


@pytest.fixture
def runner() -> Iterator[asyncio.Runner]:
    with asyncio.Runner() as runner:
        yield runner


@pytest.fixture
def house(tmp_path: Path, runner: asyncio.Runner) -> House:
    """Nothing is stored yet."""
    data = tmp_path / "data"
    return House(create_app(data, TickingClock()), data, runner)


@pytest.fixture
def visitor(house: House) -> Visitor:
    return house.visitor()


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """Half a year, and a jump four days ago; the file does not say its unit."""
    return half_a_year_then_a_jump(tmp_path / "strong.csv")


@pytest.fixture
def with_a_log(visitor: Visitor, log: Path) -> Visitor:
    """Has dropped the log and named the day of the jump."""
    assert visitor.drop_log(log).headers["location"] == "/when"
    assert visitor.post("/when", {"day": JUMP_DAY.isoformat()}).headers["location"] == "/check-in"
    return visitor
