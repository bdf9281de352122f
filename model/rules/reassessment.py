"""Reassessments: in the second half of the first year everybody's entitlement is looked at again (C4, fig. 1.9)."""

from model.rule import rule


@rule
def reassessment_share(month, law_month, p):
    """Return the share of attention that the reassessments ask: `p.reassessment_load` in months 6 to 11 of the law."""
    return p.reassessment_load if law_month + 6 <= month < law_month + 12 else 0.0
