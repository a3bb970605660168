package io.clew.fuzz;

import io.clew.http.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes inputs for the routes of a table: each from what the route takes, changed by chance. */
final class Inputs {
    private static final List<String> TYPES =
            List.of(
                    "application/json; charset=utf-8",
                    "application/json;charset=UTF-16",
                    "APPLICATION/JSON",
                    "text/plain",
                    "application/x-www-form-urlencoded",
                    "multipart/form-data; boundary=x",
                    "application/json, text/plain",
                    "",
                    ";",
                    "\u00FF");

    private static final List<String> PATHS =
            List.of(
                    "..",
                    ".",
                    "%2e%2e",
                    "a%2Fb",
                    "a%252Fb",
                    "%2F",
                    "%5C",
                    "%00",
                    "%",
                    "%zz",
                    "%C3%28",
                    "%ED%A0%80",
                    "a//b",
                    "",
                    "%20",
                    "a;b=c",
                    "a%3Fb",
                    "%23",
                    "*",
                    "m-%24logged",
                    "a%0D%0Ab",
                    "%F0%9F%A7%B6",
                    "../../$run",
                    "$experiment/../$experiment/$run/artifacts/x");

    private final List<Route> routes;

    Inputs(List<Route> routes) {
        this.routes = routes;
    }

    /** Makes a request of the route that is right. */
    static Input right(Route route, Tree fields) {
        return new Input(
                route,
                route.method().name(),
                pathParameters(route),
                fields,
                Input.inQuery(route) ? Input.query(fields) : List.of(),
                Map.of("host", "localhost", "content-type", RouteSeeds.contentType(route)),
                0);
    }

    /** Makes an input; the same chance makes the same. */
    Input next(Chance chance) {
        Route route = chance.of(routes);
        Tree fields = filled(chance, chance.of(RouteSeeds.of(route)));
        Map<String, String> headers = new TreeMap<>();
        headers.put("host", "localhost");
        headers.put("content-type", RouteSeeds.contentType(route));
        String method = route.method().name();
        Map<String, String> path = pathParameters(route);
        long damage = 0;
        int changes = chance.oneIn(10) ? 0 : 1 + chance.few(4);
        List<Map.Entry<String, String>> query = List.of();
        boolean inQuery = Input.inQuery(route);
        for (int i = 0; i < changes; i++) {
            switch (chance.below(16)) {
                case 0, 1 -> {
                    if (path.isEmpty()) {
                        fields = Mutation.of(chance, fields);
                    } else {
                        path.put(chance.of(List.copyOf(path.keySet())), pathJunk(chance));
                    }
                }
                case 2 -> header(chance, headers);
                case 3 -> {
                    if (chance.oneIn(4)) {
                        method =
                                chance.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "FOO");
                    }
                }
                case 4, 5 -> damage = inQuery ? 0 : chance.any();
                default -> fields = Mutation.of(chance, fields);
            }
        }
        if (inQuery) {
            query = new ArrayList<>(Input.query(fields));
            if (changes > 0 && chance.oneIn(6)) {
                queryJunk(chance, query);
            }
        } else if (chance.oneIn(12)) {
            query = new ArrayList<>();
            queryJunk(chance, query);
        }
        return new Input(route, method, path, fields, query, headers, damage);
    }

    /** Puts texts of the grammars where they belong. */
    private static Tree filled(Chance chance, Tree fields) {
        if (!(fields instanceof Tree.Fields object)) {
            return fields;
        }
        List<Tree.Field> list = new ArrayList<>();
        for (Tree.Field field : object.list()) {
            Tree value =
                    switch (field.name()) {
                        case "filter" ->
                                chance.oneIn(4)
                                        ? field.value()
                                        : new Tree.Words(SearchTexts.filter(chance));
                        case "order_by" -> order(chance, field.value());
                        case "ref", "of", "from", "to" ->
                                chance.oneIn(3)
                                        ? field.value()
                                        : new Tree.Words(ReferenceTexts.reference(chance));
                        case "as_of", "known_at", "since" ->
                                chance.oneIn(2)
                                        ? new Tree.Words("2026-01-05")
                                        : new Tree.Words(ReferenceTexts.moment(chance));
                        case "page_token", "cursor" ->
                                chance.oneIn(3)
                                        ? new Tree.Words(ReferenceTexts.token(chance))
                                        : null;
                        default -> field.value();
                    };
            if (value != null) {
                list.add(new Tree.Field(field.name(), value));
            }
        }
        return new Tree.Fields(list);
    }

    private static Tree order(Chance chance, Tree usual) {
        if (chance.oneIn(3) || !(usual instanceof Tree.Elements elements)) {
            return usual;
        }
        if (elements.list().getFirst() instanceof Tree.Fields) {
            return Mutation.of(chance, usual);
        }
        List<Tree> clauses = new ArrayList<>();
        for (int i = 1 + chance.few(3); i > 0; i--) {
            clauses.add(new Tree.Words(SearchTexts.order(chance)));
        }
        return new Tree.Elements(clauses);
    }

    private static Map<String, String> pathParameters(Route route) {
        Map<String, String> parameters = new TreeMap<>();
        for (String segment : route.pattern().split("/")) {
            if (segment.startsWith("{")) {
                String name = segment.substring(1, segment.length() - 1).replace("...", "");
                parameters.put(name, RouteSeeds.pathParameter(route, name));
            }
        }
        return parameters;
    }

    private static String pathJunk(Chance chance) {
        return switch (chance.below(6)) {
            case 0 -> Input.escaped(Junk.text(chance));
            case 1 -> "a".repeat(chance.of(250, 251, 2048, 2049, 8000, 30_000));
            case 2 -> "a/".repeat(chance.of(2, 99, 101, 1000)) + "b";
            default -> chance.of(PATHS);
        };
    }

    private static void header(Chance chance, Map<String, String> headers) {
        switch (chance.below(8)) {
            case 0, 1 -> headers.put("content-type", chance.of(TYPES));
            case 2 -> headers.remove("content-type");
            case 3 ->
                    headers.put(
                            "x-mlflow-workspace",
                            chance.of(
                                    "default", "other", "", " ", "UP", "ü", "a".repeat(300), "\0"));
            case 4 ->
                    headers.put(
                            "authorization",
                            chance.of(
                                    "Basic YW5uOng=",
                                    "Basic !",
                                    "Basic ",
                                    "Bearer x",
                                    "Basic " + "QUFB".repeat(3000),
                                    "Basic 7aCA",
                                    "Basic AAA=",
                                    "Digest"));
            case 5 -> headers.put("x-clew-run", chance.of("$run", "x", "", "ü", "a".repeat(5000)));
            case 6 ->
                    headers.put("host", chance.of("localhost", "evil.example", "", "[::1", "a b"));
            default ->
                    headers.put(
                            chance.of(
                                    "origin", "sec-fetch-site", "if-none-match", "range", "accept"),
                            chance.of(
                                    "http://localhost",
                                    "null",
                                    "cross-site",
                                    "bytes=0-1",
                                    "bytes=9-1",
                                    "a".repeat(200) + "\uD83E\uDDF6".repeat(50),
                                    "*"));
        }
    }

    private static void queryJunk(Chance chance, List<Map.Entry<String, String>> query) {
        if (!query.isEmpty() && chance.oneIn(2)) {
            Map.Entry<String, String> each = chance.of(query);
            switch (chance.below(3)) {
                case 0 -> query.add(each);
                case 1 ->
                        query.set(
                                query.indexOf(each),
                                Map.entry(
                                        each.getKey(),
                                        chance.of(
                                                "%",
                                                "%zz", "%00", "%FF", "%ED%A0%80", "+", "a%3")));
                default -> query.set(query.indexOf(each), Map.entry(each.getKey(), "\0none"));
            }
            return;
        }
        query.add(
                Map.entry(
                        chance.oneIn(2)
                                ? Input.escaped(Junk.text(chance))
                                : chance.of(
                                        "%", "", "workspace", "param.", "param.x", "a[]", "limit"),
                        Input.escaped(Junk.text(chance))));
    }
}
