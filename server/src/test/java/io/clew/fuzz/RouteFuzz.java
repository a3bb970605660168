package io.clew.fuzz;

import io.clew.http.Route;
import io.clew.http.internal.InProcess.Answer;
import io.clew.http.internal.InProcess.Sent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends changed requests to every route of a server, one after another, and judges each answer.
 *
 * <p>A server lives for some thousands of inputs, so that none is asked about ever larger tables.
 */
final class RouteFuzz {
    /** Inputs that one server takes. */
    static final int SERVER_INPUTS = 10_000;

    /** Inputs until what they speak of is made anew, since they delete it. */
    private static final int SCENE_INPUTS = 250;

    /** For one input of so many all rows are compared; for the others the log's position. */
    private static final int CLOSELY_EACH = 400;

    /** Failures until a run ends: more say no more. */
    private static final int FAILURES_MAX = 30;

    /** No answer over a small database takes as long; generous, since machines are shared. */
    private static final long NANOS_MAX = TimeUnit.SECONDS.toNanos(5);

    private final long seed;
    private final Supplier<Path> folders;
    private final Supplier<String> databases;
    private final Map<Integer, Integer> statuses = new TreeMap<>();
    private final Map<String, Integer> accepted = new HashMap<>();
    private final Map<String, Integer> asked = new TreeMap<>();
    private final Set<String> kinds = new HashSet<>();
    private final List<String> failures = new ArrayList<>();
    private long nanosMost;

    /**
     * Prepares a run.
     *
     * @param folders gives a new folder to each server
     * @param databases gives the address of an empty PostgreSQL database, or nothing for SQLite
     */
    RouteFuzz(long seed, Supplier<Path> folders, Supplier<String> databases) {
        this.seed = seed;
        this.folders = folders;
        this.databases = databases;
    }

    /** Sends inputs from one number up to another. */
    void run(long from, long to) {
        for (long first = from; first < to && failures.size() < FAILURES_MAX; ) {
            long last = Math.min(to, first + SERVER_INPUTS);
            try (Victim victim = new Victim(folders.get(), databases.get())) {
                run(victim, first, last);
            }
            first = last;
        }
    }

    private void run(Victim victim, long from, long to) {
        Scene scene = new Scene(victim);
        Inputs inputs = new Inputs(victim.routes());
        for (long i = from; i < to && failures.size() < FAILURES_MAX; i++) {
            if (i > from && (i - from) % SCENE_INPUTS == 0) {
                scene.renew();
            }
            scene.count(i);
            Chance chance = new Chance(seed, i);
            Input input = inputs.next(chance);
            if (chance.oneIn(3)) {
                input = paged(victim, scene, chance, input);
            }
            String wrong = tried(victim, scene, input, true, i % CLOSELY_EACH == 0);
            if (wrong != null
                    && kinds.add(input.route().pattern() + wrong.replaceAll("\\d+", ""))) {
                failures.add(told(i, wrong, scene, shrunk(victim, scene, input, wrong)));
            }
        }
        scene.damage()
                .forEach(
                        each ->
                                failures.add(
                                        "inputs %d to %d damaged what none spoke of: %s"
                                                .formatted(from, to, each)));
    }

    /** Returns the question for a page after the first: a real token, or one changed a little. */
    private static Input paged(Victim victim, Scene scene, Chance chance, Input input) {
        if (!(input.fields() instanceof Tree.Fields fields)) {
            return input;
        }
        boolean clew = input.route().pattern().startsWith("/api/v1");
        List<Tree.Field> small = new ArrayList<>();
        boolean pages = false;
        for (Tree.Field field : fields.list()) {
            boolean size = field.name().equals("max_results") || field.name().equals("limit");
            pages |= size;
            if (!field.name().equals("page_token") && !field.name().equals("cursor")) {
                small.add(size ? new Tree.Field(field.name(), new Tree.Raw("1")) : field);
            }
        }
        if (!pages) {
            return input;
        }
        Answer first = victim.send(input.withFields(new Tree.Fields(small)).sent(scene::named));
        String token = token(first, clew ? "\"next\":\"" : "\"next_page_token\":\"");
        if (token.isEmpty()) {
            return input;
        }
        String next = chance.oneIn(5) ? token : ReferenceTexts.changedToken(chance, token);
        small.add(new Tree.Field(clew ? "cursor" : "page_token", new Tree.Words(next)));
        return input.withFields(new Tree.Fields(small));
    }

    private static String token(Answer answer, String name) {
        String text = new String(answer.body(), StandardCharsets.UTF_8);
        int at = text.lastIndexOf(name);
        return at < 0
                ? ""
                : text.substring(at + name.length(), text.indexOf('"', at + name.length()));
    }

    /** Sends an input; returns what is wrong with what came of it, or null. */
    private @Nullable String tried(
            Victim victim, Scene scene, Input input, boolean counted, boolean closely) {
        Sent sent = input.sent(scene::named);
        boolean files = input.route().pattern().contains("rtifact");
        long before = victim.position();
        String contentsBefore = closely ? victim.contents() : "";
        long filesBefore = files ? victim.files() : 0;
        long start = System.nanoTime();
        Answer answer = victim.send(sent);
        long nanos = System.nanoTime() - start;
        int status = answer.status();
        boolean refused = status >= 400;
        String path = sent.target().replaceFirst("\\?.*", "");
        Optional<String> wrong = Judge.of(input.route(), input.method(), path, answer);
        if (refused && victim.position() != before) {
            wrong = Optional.of("wrote though it refused with " + status);
        }
        if (refused && closely && !victim.contents().equals(contentsBefore)) {
            wrong = Optional.of("changed rows though it refused with " + status);
        }
        if (refused && files && victim.files() != filesBefore) {
            wrong = Optional.of("left files though it refused with " + status);
        }
        if (nanos > NANOS_MAX) {
            wrong = Optional.of("took seconds: " + TimeUnit.NANOSECONDS.toMillis(nanos) + " ms");
        }
        if (counted) {
            statuses.merge(status, 1, Integer::sum);
            asked.merge(key(input.route()), 1, Integer::sum);
            if (status < 300) {
                accepted.merge(key(input.route()), 1, Integer::sum);
            }
            nanosMost = Math.max(nanosMost, nanos);
        }
        return wrong.orElse(null);
    }

    /** Takes away what is not needed for the same failure. */
    private Input shrunk(Victim victim, Scene scene, Input input, String wrong) {
        Input least = input;
        String kind = kind(wrong);
        for (String header : List.copyOf(least.headers().keySet())) {
            Map<String, String> fewer = new TreeMap<>(least.headers());
            fewer.remove(header);
            Input smaller =
                    new Input(
                            least.route(),
                            least.method(),
                            least.pathParameters(),
                            least.fields(),
                            least.query(),
                            fewer,
                            least.damage());
            least = fails(victim, scene, smaller, kind) ? smaller : least;
        }
        if (!fails(victim, scene, least.withFields(least.fields()), kind)) {
            return least;
        }
        for (int place = least.fields().places() - 1; place > 0; place--) {
            Input smaller = least.withFields(least.fields().with(place, tree -> null));
            least = fails(victim, scene, smaller, kind) ? smaller : least;
        }
        return least;
    }

    private boolean fails(Victim victim, Scene scene, Input input, String kind) {
        String wrong = tried(victim, scene, input, false, kind.startsWith("changed"));
        return wrong != null && kind(wrong).equals(kind);
    }

    private static String kind(String wrong) {
        return wrong.replaceAll("\\d{5,}|: .*", "");
    }

    private String told(long number, String wrong, Scene scene, Input input) {
        Sent sent = input.sent(scene::named);
        return "%s %s%n  %s%n  again: make fuzz SEED=%d INPUT=%d"
                .formatted(input.route().pattern(), wrong, Requests.curl(sent), seed, number);
    }

    private static String key(Route route) {
        return route.method() + " " + route.pattern();
    }

    /** Returns what went wrong, each with what repeats it. */
    List<String> failures() {
        return failures;
    }

    /** Returns how many inputs each route took. */
    Map<String, Integer> asked() {
        return asked;
    }

    /** Returns the routes that accepted no input at all: they were not fuzzed deeply. */
    List<String> neverAccepted() {
        return asked.keySet().stream().filter(each -> !accepted.containsKey(each)).toList();
    }

    /** Says in a few lines what was done. */
    String report() {
        return "statuses %s, slowest answer %d ms, routes %d, never accepted %s"
                .formatted(
                        statuses,
                        TimeUnit.NANOSECONDS.toMillis(nanosMost),
                        asked.size(),
                        neverAccepted());
    }
}
