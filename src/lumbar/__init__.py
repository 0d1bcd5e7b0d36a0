"""Lumbar: training load, pain, form and triage in one place, for people whose back hurts."""

__version__ = "0.1.0"
