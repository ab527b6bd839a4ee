"""Take one call out of the running program, and put it back.

Mocks of our own code are no proof of anything, with one exception: to show that a test
would notice the loss of a call, that call has to be lost. Functions keep their identity
(receivers, decorated views): only their code is exchanged for the same without the call.
"""

from __future__ import annotations

import ast
import importlib
import inspect
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import CodeType, FunctionType

# What keeps the listing true, and what stands where the call was.
NEUTRAL = {
    "touch": "None",
    "touch_around": "None",
    "refresh": "None",
    "bury": "None",
    "bump": "None",
    "add_bulk": "None",
    "bulk_create": "None",
    "moved": "set()",
    "aliases_of": "set()",
    "below": "set(roots)",
    "tracking": "__import__('contextlib').nullcontext()",
}
MODULES = (
    "cms.listing.signals",
    "cms.listing.sync",
    "cms.listing.tracking",
    "cms.listing.middleware",
    "cms.domain.authoring",
    "cms.domain.tick",
)


@dataclass(frozen=True)
class Call:
    """The `number`-th call in a function; `whole` is False where only `tree=True` goes."""

    module: str
    function: str
    number: int
    name: str
    whole: bool = True

    def __str__(self) -> str:
        end = "" if self.whole else " without tree"
        return f"{self.module}.{self.function}: {self.name} {self.number}{end}"


def calls() -> list[Call]:
    """Return every call that keeps the listing true, read from the sources."""
    found = []
    for module in MODULES:
        for function in functions(module):
            for number, node in enumerate(calls_in(function)):
                found.append(Call(module, function.name, number, name_of(node)))
                if any(keyword.arg == "tree" for keyword in node.keywords):
                    found.append(Call(module, function.name, number, name_of(node), whole=False))
    return found


def functions(module: str) -> list[ast.FunctionDef]:
    tree = ast.parse(inspect.getsource(importlib.import_module(module)))
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]


def calls_in(function: ast.FunctionDef) -> list[ast.Call]:
    calls = [node for node in ast.walk(function) if isinstance(node, ast.Call)]
    return [node for node in calls if name_of(node) in NEUTRAL]


def name_of(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


@contextmanager
def taken_out(call: Call) -> Iterator[None]:
    """Run the block without one call."""
    function = find(call)
    kept = function.__code__
    function.__code__ = code_without(call, kept)
    try:
        yield
    finally:
        function.__code__ = kept


def find(call: Call) -> FunctionType:
    """Return the function that holds a call, beneath its decorators."""
    module = importlib.import_module(call.module)
    owners = [module, *(value for _, value in inspect.getmembers(module, inspect.isclass))]
    found = next(vars(owner)[call.function] for owner in owners if call.function in vars(owner))
    return inspect.unwrap(found)


def code_without(call: Call, kept: CodeType) -> CodeType:
    source = inspect.getsource(importlib.import_module(call.module))
    tree = ast.parse(source)
    function = next(
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.name == call.function
    )
    node = calls_in(function)[call.number]
    if call.whole:
        replace(tree, node, ast.parse(NEUTRAL[call.name], mode="eval").body)
    else:
        node.keywords = []
    compiled = compile(ast.fix_missing_locations(tree), call.module, "exec", dont_inherit=True)
    return next(code for code in codes(compiled) if code.co_qualname == kept.co_qualname)


def replace(tree: ast.AST, old: ast.Call, new: ast.expr) -> None:
    class Replace(ast.NodeTransformer):
        def visit_Call(self, node: ast.Call) -> ast.AST:
            return new if node is old else self.generic_visit(node)

    Replace().visit(tree)


def codes(code: CodeType) -> Iterator[CodeType]:
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield constant
            yield from codes(constant)
