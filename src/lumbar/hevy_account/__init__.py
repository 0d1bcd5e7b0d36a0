"""The person's account at Hevy, over the network, and the key to it. Nothing else of Lumbar reaches another machine."""

from lumbar.hevy_account.account import HevyAccount
from lumbar.hevy_account.key_file import KeyFile

__all__ = ["HevyAccount", "KeyFile"]
