"""Persian writing: letters, half-spaces, words, sentences, numbers; every change maps to the original."""
