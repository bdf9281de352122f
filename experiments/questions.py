"""The questions that can be put to the model: by name, the class of experiments that answers it."""

QUESTIONS = {
    "compare": "experiments.comparison.experiment.Comparison",
    "sensitivity": "experiments.sensitivity.experiment.Sensitivity",
    "discover": "experiments.discovery.experiment.Discovery",
    "robust": "experiments.robustness.experiment.Robustness",
    "thresholds": "experiments.thresholds.experiment.Thresholds",
    "calibrate": "experiments.calibration.experiment.Calibration",
    "ablate": "experiments.ablation.experiment.Ablation",
    "challenge": "experiments.challenge.experiment.Challenge",
    "reverse": "experiments.reverse.experiment.Reverse",
    "validate": "experiments.patterns.board.Board",
    "limits": "experiments.limits.experiment.Limits",
    "evidence": "experiments.ledger.experiment.Ledger",
}
