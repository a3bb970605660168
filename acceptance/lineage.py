"""Reads answers of the lineage API in the tests' words."""


def nodes(answer, kind):
    return [node for node in answer["nodes"] if node["kind"] == kind]


def names(answer, kind):
    return sorted(node["name"] for node in nodes(answer, kind))


def edges(answer, kind):
    return {(edge["from"], edge["to"]) for edge in answer["edges"] if edge["kind"] == kind}


def items(explain, question):
    """The items of one of the six questions, by key."""
    by_key = {}
    for item in explain[question]:
        by_key.setdefault(item["key"], []).append(item)
    return by_key
