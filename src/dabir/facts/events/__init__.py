"""Events: who did what to whom, where and when, in the types of PLOVER 2.0."""
