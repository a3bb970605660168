package io.clew.http.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clew.http.Method;
import io.clew.http.Protocol;
import io.clew.http.Request;
import io.clew.http.Response;
import io.clew.http.Route;
import io.clew.model.ClewException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouterTests {

    private static Protocol protocol(String name, List<String> prefixes, String... routes) {
        List<Route> table =
                Arrays.stream(routes)
                        .map(line -> line.split(" "))
                        .map(
                                parts ->
                                        Route.of(
                                                Method.valueOf(parts[0]),
                                                parts[1],
                                                request -> Response.text(200, parts[1])))
                        .toList();
        return new Protocol() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public List<String> prefixes() {
                return prefixes;
            }

            @Override
            public List<Route> routes() {
                return table;
            }

            @Override
            public Response refuse(Request request, ClewException refusal) {
                return Response.empty(500);
            }

            @Override
            public Response refuse(int status, ClewException refusal) {
                return Response.empty(status);
            }

            @Override
            public Response unknownRoute(Request request, Set<Method> allowed) {
                return Response.empty(404);
            }
        };
    }

    private static final Router ROUTER =
            new Router(
                    List.of(
                            protocol(
                                    "a",
                                    List.of("/api/2.0", "/api/2.0mlflow"),
                                    "GET /api/2.0/runs/get",
                                    "POST /api/2.0/runs/get",
                                    "GET /api/2.0/runs/{id}",
                                    "DELETE /api/2.0/runs/{id}",
                                    "GET /api/2.0/ns/{ns}/jobs/{job}",
                                    "GET /api/2.0/ns/{namespace}/sets",
                                    "GET /api/2.0/files",
                                    "GET /api/2.0/files/{path...}",
                                    "PUT /api/2.0/files/{path...}",
                                    "GET /api/2.0/{kind}/x/y"),
                            protocol("b", List.of("/api/", "/v1"), "GET /v1/{rest...}"),
                            protocol("web", List.of("/"))),
                    new Bare());

    private static String pattern(Method method, String path) {
        Router.Match match = ROUTER.match(method, path);
        return match.route() == null
                ? match.protocol().name() + " " + match.allowed()
                : match.route().pattern() + " " + match.rawParams();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/2.0/runs/get | /api/2.0/runs/get {}",
                "/api/2.0/runs/%67et | /api/2.0/runs/get {}",
                "/api/2.0/runs/get2 | /api/2.0/runs/{id} {id=get2}",
                "/api/2.0/runs/s3%3A%2F%2Fb | /api/2.0/runs/{id} {id=s3%3A%2F%2Fb}",
                "/api/2.0/runs/.. | /api/2.0/runs/{id} {id=..}",
                "/api/2.0/runs/%zz | /api/2.0/runs/{id} {id=%zz}",
                "/api/2.0/ns/s3%3A%2F%2Fb/sets | /api/2.0/ns/{namespace}/sets {namespace=s3%3A%2F%2Fb}",
                "/api/2.0/ns/x/y | /api/2.0/{kind}/x/y {kind=ns}",
                "/api/2.0/files | /api/2.0/files {}",
                "/api/2.0/files/ | /api/2.0/files/{path...} {path=}",
                "/api/2.0/files/a/b//c/../d/ | /api/2.0/files/{path...} {path=a/b//c/../d/}",
                "/v1 | /v1/{rest...} {rest=}",
                "/api/2.0/runs/ | a []",
                "/api/2.0/runs/get/ | a []",
                "/api/2.0//runs/get | a []",
                "/api/2.0mlflow/x | a []",
                "/api/2.0x | b []",
                "/api | b []",
                "/ | web []",
                "/apix | web []",
                "// | web []",
                "'' | http []",
                "* | http []",
            })
    void findsWhoTakesAPath(String path, String expected) {
        assertThat(pattern(Method.GET, path)).isEqualTo(expected);
    }

    @Test
    void triesTheNextPathWhenTheBetterOneLacksTheMethod() {
        assertThat(pattern(Method.DELETE, "/api/2.0/runs/get"))
                .isEqualTo("/api/2.0/runs/{id} {id=get}");
        assertThat(pattern(Method.PUT, "/api/2.0/files"))
                .isEqualTo("/api/2.0/files/{path...} {path=}");
    }

    @Test
    void takesHeadWhereGetIs() {
        assertThat(pattern(Method.HEAD, "/api/2.0/runs/get")).isEqualTo("/api/2.0/runs/get {}");
    }

    @Test
    void tellsWhichMethodsAPathTakes() {
        assertThat(ROUTER.match(Method.PATCH, "/api/2.0/runs/get").allowed())
                .containsExactlyInAnyOrder(Method.GET, Method.HEAD, Method.POST, Method.DELETE);
    }

    @Test
    void refusesTwoRoutesForTheSameRequests() {
        assertThatThrownBy(
                        () ->
                                new Router(
                                        List.of(
                                                protocol("a", List.of(), "GET /x/{a}"),
                                                protocol("b", List.of(), "GET /x/{b}")),
                                        new Bare()))
                .hasMessage("two routes for GET /x/{a} and /x/{b}");
    }

    @Test
    void refusesARestBeforeTheEnd() {
        assertThatThrownBy(
                        () ->
                                new Router(
                                        List.of(protocol("a", List.of(), "GET /{a...}/x")),
                                        new Bare()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void staysFastOnHostilePaths() {
        String path = "/api" + "/x".repeat(30_000);
        Map<String, String> params = ROUTER.match(Method.GET, path).rawParams();
        assertThat(params).isEmpty();
    }
}
