"""Interchange reads and writes file formats: one module for each, and one that tells them apart."""
