import pytest

from tests.support import components


@pytest.fixture
def no_java(monkeypatch: pytest.MonkeyPatch):
    lacking = components.COMPONENTS | {"java": (lambda: None, "no Java that runs")}
    monkeypatch.setattr(components, "COMPONENTS", lacking)
    components.lacks.cache_clear()
    yield
    components.lacks.cache_clear()


@pytest.mark.usefixtures("no_java")
class TestALackingComponent:
    def test_skips_with_its_reason(self, monkeypatch):
        monkeypatch.delenv(components.REQUIRE_ALL, raising=False)
        with pytest.raises(pytest.skip.Exception, match="java: no Java that runs"):
            components.needs("java")

    def test_fails_where_everything_is_required(self, monkeypatch):
        monkeypatch.setenv(components.REQUIRE_ALL, "1")
        with pytest.raises(pytest.fail.Exception, match="java: no Java that runs"):
            components.needs("java")

    def test_stops_a_marked_test_before_its_set_up(self, request, monkeypatch):
        monkeypatch.delenv(components.REQUIRE_ALL, raising=False)
        request.node.add_marker("java")
        with pytest.raises(pytest.skip.Exception):
            request.config.hook.pytest_runtest_setup(item=request.node)


def test_every_component_has_its_marker(pytestconfig: pytest.Config):
    declared = {line.partition(":")[0] for line in pytestconfig.getini("markers")}
    assert set(components.COMPONENTS) <= declared
