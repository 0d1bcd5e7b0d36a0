"""What to do today, from the outcome of the triage, the last check-in and the person's own log.

Read decision, then session, which puts together warm_up, main_work, alternatives, core_work, cool_down and gear.
"""
