"""The indexes by which pages are found and sorted, as Plone's clients name them.

Each kind of index reads its parameters of `@search` into the operators of
`@querystring-search`, and narrows a query by one operator and its values: both services
find the same, and `@querystring` tells what they know.
"""
