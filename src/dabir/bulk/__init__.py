"""Bulk: very many reports become records, on all cores of a machine, in memory that does not grow with their number.

The reports are cut into chunks in the order in which they come; each chunk is read by one process and laid down as a part,
whole or not at all; in the end the parts are put together in their order. So the outcome does not depend on how many
processes there are, and a run that was broken off or killed is gone on with at the first chunk that has no part.
"""
