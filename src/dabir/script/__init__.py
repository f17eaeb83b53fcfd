"""Persian writing: letters, half-spaces, words, sentences, numbers; every change keeps a map to the original."""
