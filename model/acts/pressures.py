"""How a municipality takes the outside pressure in: shortage, pressure, urgency, cost control, conviction."""

from model.acts.champion import gap_in_circle
from model.rule import rule
from model.rules import budget, conviction, cost_control, pressure, urgency
from model.rules.forms import works


@rule
def keep_the_books(municipality, national, month, p):
    """Savings, put-off need and the balance; what is felt to be missing presses."""
    deficit = national.deficit * municipality.exposure
    if works(p.held_budget, month):
        municipality.savings = budget.savings_after(municipality.savings, municipality.cost_control, p)
        municipality.rebound = budget.rebound_after(municipality.rebound, municipality.cost_control, p)
        municipality.renewal = budget.renewal_savings(municipality.prevention, municipality.integral_working, p)
        municipality.balance = budget.balance(
            municipality.savings,
            municipality.renewal,
            national.budget_cut,
            deficit,
            municipality.rebound,
            1.0 * (municipality.ingezet - municipality.embedded),
            p,
        )
        municipality.shortage = budget.shortage(
            national.felt_cut, deficit, municipality.rebound, municipality.savings, municipality.renewal
        )


@rule
def feel_pressure(municipality, national, month, p):
    """Pressure from money and date, split by conviction into urgency and cost control; load makes all fall back."""
    if works(p.held_pressure, month):
        municipality.pressure = pressure.pressure(municipality.shortage, national.deadline_pressure, p)
    if works(p.held_urgency, month):
        municipality.urgency = urgency.urgency(
            municipality.conviction, municipality.pressure, national.clarity, municipality.overload, p
        )
    if works(p.held_cost_control, month):
        municipality.cost_control = cost_control.cost_control(
            municipality.conviction, municipality.pressure, municipality.overload, p
        )


@rule
def be_persuaded(municipality, month, p):
    """Champions, peers and own results move the conviction of the top."""
    if works(p.held_conviction, month) and month > 0:
        municipality.conviction = conviction.conviction_after(
            municipality.conviction,
            municipality.conviction_disposition,
            municipality.power,
            gap_in_circle(municipality, p),
            municipality.peer_gap,
            1.0 * municipality.embeddings,
            1.0 * municipality.drops,
            p,
        )
