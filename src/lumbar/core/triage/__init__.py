"""Whether to see a doctor, from what the person reports and nothing else.

Read questions, disposition, rules, triage.
"""
