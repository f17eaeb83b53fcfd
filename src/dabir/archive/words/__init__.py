"""Words: the words of a text as search knows them: fragments, inflection, stems, and the parts of texts that show them."""
