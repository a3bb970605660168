package io.clew.harvest.sagemaker;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.clew.harvest.Item;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * Is no AWS: plays SageMaker's lists and descriptions of one account by hand, two lines a page.
 *
 * <p>Whatever is neither is refused and counted, as nothing may be changed. It can be too busy for
 * some calls, or take no call at all.
 */
final class FakeAccount implements AutoCloseable {
    static final String ARN = "arn:aws:sagemaker:eu-west-1:210987654321:";
    private static final int PAGE = 2;

    private final HttpServer server;
    private final Map<String, List<Map<String, Object>>> things = new TreeMap<>();
    private final List<String> calls = new ArrayList<>();
    private final List<String> questions = new ArrayList<>();
    private int writes;
    private int busyCalls;
    private String refusal = "";
    private String hidden = "";

    FakeAccount() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    /** Adds something of a kind, made and last changed at a second. */
    synchronized Map<String, Object> has(String kind, String name, long second) {
        Map<String, Object> thing = new LinkedHashMap<>();
        boolean arnIsName = kind.equals("Artifact") || kind.equals("ModelPackage");
        String arn = ARN + kind.toLowerCase(java.util.Locale.ROOT) + "/" + name;
        thing.put(kind + "Name", arnIsName ? arn : name);
        thing.put(kind + "Arn", arn);
        thing.put("CreationTime", second + 0.5);
        thing.put("LastModifiedTime", second + 0.5);
        things.computeIfAbsent(kind, key -> new ArrayList<>()).add(thing);
        return thing;
    }

    /** Adds an association between two artifacts. */
    synchronized void associates(String source, String destination, long second) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("SourceArn", ARN + "artifact/" + source);
        row.put("DestinationArn", ARN + "artifact/" + destination);
        row.put("AssociationType", "DerivedFrom");
        row.put("CreationTime", second + 0.25);
        things.computeIfAbsent("Association", key -> new ArrayList<>()).add(row);
    }

    /** Turns so many of the next calls away as too many. */
    synchronized void isBusyFor(int next) {
        busyCalls = next;
    }

    /** Answers every call with an error of this type; empty ends that. */
    synchronized void refusesAll(String type) {
        refusal = type;
    }

    /** Lets one operation not be called. */
    synchronized void hides(String operation) {
        hidden = operation;
    }

    /** Returns the operations that were answered since this was asked last. */
    synchronized List<String> calls() {
        List<String> all = List.copyOf(calls);
        calls.clear();
        return all;
    }

    /** Returns all questions that were answered: operation and fields. */
    synchronized List<String> questions() {
        return List.copyOf(questions);
    }

    synchronized int writes() {
        return writes;
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        String operation =
                exchange.getRequestHeaders()
                        .getFirst("X-Amz-Target")
                        .substring("SageMaker.".length());
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        boolean signed =
                String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"))
                        .contains("/eu-west-1/sagemaker/aws4_request");
        if (busyCalls > 0) {
            busyCalls--;
            send(
                    exchange,
                    400,
                    Map.of("__type", "ThrottlingException", "message", "Rate exceeded"));
        } else if (!refusal.isEmpty() || !signed) {
            send(exchange, 400, Map.of("__type", signed ? refusal : "MissingAuthenticationToken"));
        } else if (!operation.startsWith("List") && !operation.startsWith("Describe")) {
            writes++;
            send(exchange, 400, Map.of("__type", "AccessDeniedException", "Message", "a fake"));
        } else if (operation.equals(hidden)) {
            send(exchange, 400, Map.of("__type", "AccessDeniedException", "Message", "not yours"));
        } else {
            calls.add(operation);
            questions.add(operation + " " + body);
            send(exchange, 200, told(operation, Item.JSON.readTree(body)));
        }
    }

    private Map<String, Object> told(String operation, JsonNode asked) {
        if (operation.startsWith("Describe")) {
            String kind = operation.substring("Describe".length());
            String field = kind.equals("Artifact") ? "ArtifactArn" : kind + "Name";
            return all(kind).stream()
                    .filter(thing -> asked.path(field).asString("").equals(thing.get(field)))
                    .findFirst()
                    .orElseThrow();
        }
        String kind = operation.substring("List".length(), operation.length() - 1);
        List<Map<String, Object>> chosen =
                all(kind).stream()
                        .filter(thing -> isAsked(thing, asked))
                        .sorted(Comparator.comparing(thing -> (Double) thing.get("CreationTime")))
                        .toList();
        int from = Integer.parseInt(asked.path("NextToken").asString("0"));
        int to = Math.min(chosen.size(), from + PAGE);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put(
                switch (kind) {
                    case "Model", "EndpointConfig", "Endpoint" -> kind + "s";
                    case "ModelPackageGroup", "ModelPackage" -> kind + "SummaryList";
                    default -> kind + "Summaries";
                },
                chosen.subList(from, to));
        if (to < chosen.size()) {
            answer.put("NextToken", Integer.toString(to));
        }
        return answer;
    }

    private List<Map<String, Object>> all(String kind) {
        return things.getOrDefault(kind, List.of());
    }

    private static boolean isAsked(Map<String, Object> thing, JsonNode asked) {
        double created = (Double) thing.get("CreationTime");
        double modified = (Double) thing.getOrDefault("LastModifiedTime", created);
        return created >= asked.path("CreatedAfter").asDouble(0)
                && created >= asked.path("CreationTimeAfter").asDouble(0)
                && modified >= asked.path("LastModifiedTimeAfter").asDouble(0)
                && asked.path("ModelPackageGroupName")
                        .asString(String.valueOf(thing.get("ModelPackageGroupName")))
                        .equals(String.valueOf(thing.get("ModelPackageGroupName")))
                && asked.path("TrialName")
                        .asString(String.valueOf(thing.get("TrialName")))
                        .equals(String.valueOf(thing.get("TrialName")));
    }

    private static void send(HttpExchange exchange, int status, Map<String, Object> fields)
            throws IOException {
        byte[] body = Item.JSON.writeValueAsBytes(fields);
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
