"""The API described for programs (OpenAPI 3.1) and for people, from the code that answers.

`operations` tells of each service, next to `services` that answers: what is asked
(`parameters`) and what is answered (`answers`). A service that is not told of there stops
the tests.
"""
