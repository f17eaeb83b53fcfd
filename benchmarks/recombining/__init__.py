"""The parts of `benchmarks/recombination.py`: records cut into pieces, and new records put together from them."""
