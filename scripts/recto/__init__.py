"""Recto turns a folder of raw interview-question text files into a static study site."""

__version__ = "0.1.0"
