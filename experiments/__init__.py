"""What one asks of the model: runs, capsules of results, summaries, figures, and the command `decdyn`."""
