"""Shares with intervals, and the evidence that they rest on."""
