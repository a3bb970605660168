package io.clew.protocol.openlineage.accept;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.commit.Committer;
import io.clew.commit.Intent;
import io.clew.model.Asserter;
import io.clew.model.Workspace;
import io.clew.protocol.openlineage.OpenLineageSchema;
import io.clew.store.Migration;
import io.clew.store.Store;
import io.clew.store.testing.TestDatabase;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * Tells a job, a dataset and a run by random events in random orders, some twice, and compares what
 * stands at each moment with a loop over the events in the order of their times.
 */
abstract class StatedOrderContractTests {
    private static final Origin ORIGIN =
            new Origin(Asserter.claimed("openlineage", "test"), "lineage");
    private static final Instant BEGIN = Instant.parse("2026-11-01T00:00:00Z");
    private static final String JOB = "job:spark/load";
    private static final String DATASET = "dataset:s3://bank/transactions";
    private static final String COLUMN = "column:s3://bank/transactions/amount";
    private static final String RUN = "run:" + Events.id(1);
    private static final String DELETED = "'_deleted':true";

    abstract TestDatabase newDatabase();

    /** How many histories, each of some events in some orders. */
    abstract int histories();

    /** One event, and what it makes of what stood before. */
    private record Told(String what, byte[] json, Consumer<SortedMap<String, String>> effect) {}

    @Test
    void whatStandsAtEachMomentDoesNotDependOnTheOrder() {
        long seed = Long.getLong("clew.seed", 20261130);
        System.out.println("Histories of seed " + seed);
        for (int i = 0; i < histories(); i++) {
            Random random = new Random(seed + i);
            List<Told> history = history(random);
            List<SortedMap<String, String>> expected = oracle(history);
            List<Told> order = new ArrayList<>(history);
            order.add(history.get(random.nextInt(history.size())));
            order.add(history.get(random.nextInt(history.size())));
            Collections.shuffle(order, random);
            compare(order, expected, random, "seed " + (seed + i));
        }
    }

    private void compare(
            List<Told> order,
            List<SortedMap<String, String>> expected,
            Random random,
            String which) {
        List<Migration> migrations = new ArrayList<>(Migration.core());
        migrations.addAll(OpenLineageSchema.migrations());
        try (Store store = newDatabase().open(migrations)) {
            int from = 0;
            while (from < order.size()) {
                int to = Math.min(order.size(), from + 1 + random.nextInt(order.size()));
                int remembered = random.nextInt(4);
                take(store, order.subList(from, to), remembered, random.nextBoolean());
                from = to;
            }
            for (int at = 0; at < expected.size(); at++) {
                assertThat(standing(Standing.of(store, time(at).plusSeconds(30))))
                        .as("%s, as of %s, taken: %s", which, time(at), texts(order))
                        .isEqualTo(expected.get(at));
            }
        }
    }

    /**
     * Takes events by a server that begins, and ends with them.
     *
     * @param remembered how many of them it remembers; 0 for as many as it does
     */
    private static void take(Store store, List<Told> some, int remembered, boolean isBatch) {
        Committer committer = new Committer(store, InstantSource.system(), List.of());
        if (remembered > 0) {
            committer.commit(
                    new Intent(Workspace.DEFAULT, ORIGIN.caller(), ORIGIN.operation()),
                    commit -> {
                        RecentEvents.of(commit, remembered);
                        commit.abandon();
                        return 0;
                    });
        }
        Intake intake = new Intake(committer);
        List<byte[]> events = some.stream().map(Told::json).toList();
        for (List<byte[]> each :
                isBatch ? List.of(events) : events.stream().map(List::of).toList()) {
            assertThat(intake.accept(Workspace.DEFAULT, ORIGIN, each))
                    .hasOnlyElementsOfType(Outcome.Accepted.class);
        }
    }

    private static String texts(List<Told> order) {
        return String.join("\n", order.stream().map(Told::what).toList());
    }

    private static Instant time(int number) {
        return BEGIN.plusSeconds(60L * number);
    }

    /** What holds from each event on, by a loop over them in the order of their times. */
    private static List<SortedMap<String, String>> oracle(List<Told> history) {
        List<SortedMap<String, String>> all = new ArrayList<>();
        SortedMap<String, String> state = new TreeMap<>();
        for (Told each : history) {
            each.effect().accept(state);
            all.add(new TreeMap<>(state));
        }
        return all;
    }

    private static SortedMap<String, String> standing(Standing standing) {
        SortedMap<String, String> found = new TreeMap<>();
        for (String text : standing.all()) {
            String[] parts = text.split(" ", 3);
            boolean isEdge = parts[1].equals("attributed-to");
            boolean isAsked =
                    isEdge
                            || parts[1].startsWith("tag.")
                            || parts[1].startsWith("param.")
                            || List.of("description", "owner", "sql", "quality.rows", "engine")
                                    .contains(parts[1]);
            if (isAsked && List.of(JOB, DATASET, COLUMN, RUN).contains(parts[0])) {
                String key = parts[0] + " " + parts[1];
                found.put(isEdge ? key + " " + parts[2] : key, isEdge ? "" : parts[2]);
            }
        }
        return found;
    }

    private static List<Told> history(Random random) {
        int size = 3 + random.nextInt(6);
        boolean isOfRun = random.nextInt(4) == 0;
        List<Told> history = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            history.add(isOfRun ? ofRun(random, i) : ofNamed(random, i));
        }
        return history;
    }

    private static Told ofRun(Random random, int number) {
        Effects effects = new Effects(RUN);
        Effects job = new Effects(JOB);
        Events event = Events.run(1, "load");
        if (random.nextBoolean()) {
            String engine = letter(random);
            event.runFacet("processing_engine", "'name':'%s','version':'1'".formatted(engine));
            effects.say("engine", engine + " 1");
        }
        if (random.nextBoolean()) {
            String key = letter(random);
            event.runFacet("tags", "'tags':[{'key':'%s','value':'x'}]".formatted(key));
            effects.family(Map.of("tag." + key, "x"));
        }
        if (random.nextInt(3) == 0) {
            String query = letter(random);
            event.jobFacet("sql", "'query':'%s'".formatted(query));
            effects.say("sql", query);
            job.say("sql", query);
        }
        byte[] json = event.at(time(number).toString(), "RUNNING");
        return new Told(
                number + " run " + effects.what,
                json,
                state -> {
                    effects.apply(state);
                    job.apply(state);
                });
    }

    private static Told ofNamed(Random random, int number) {
        int kind = random.nextInt(3);
        String at = time(number).toString();
        Events event = Events.run(100 + number, "load");
        Effects job = new Effects(JOB);
        Effects dataset = new Effects(DATASET);
        if (kind != 2) {
            job.documentation(event::jobFacet, random);
            job.owners(event::jobFacet, random);
            job.tags(event::jobFacet, random);
            if (random.nextInt(3) == 0) {
                job.sql(event, random);
            }
        }
        List<String> facets = new ArrayList<>();
        Facet add =
                (key, members) -> {
                    facets.add(key);
                    facets.add(members);
                };
        dataset.documentation(add, random);
        dataset.owners(add, random);
        dataset.tags(add, random);
        dataset.rows(add, random, kind == 0);
        String[] of = facets.toArray(String[]::new);
        byte[] json =
                switch (kind) {
                    case 0 ->
                            (random.nextBoolean()
                                            ? event.output("s3://bank", "transactions", of)
                                            : event.input("s3://bank", "transactions", of))
                                    .at(at, random.nextBoolean() ? "COMPLETE" : "START");
                    case 1 -> event.output("s3://bank", "transactions", of).designAt(at);
                    default -> Events.datasetAt(at, "s3://bank", "transactions", of);
                };
        return new Told(
                "%d %s job %s dataset %s"
                        .formatted(
                                number,
                                List.of("run", "design", "dataset").get(kind),
                                job.what,
                                dataset.what),
                json,
                state -> {
                    job.apply(state);
                    dataset.apply(state);
                });
    }

    private static String letter(Random random) {
        return "" + (char) ('a' + random.nextInt(3));
    }

    private interface Facet {
        void add(String key, String members);
    }

    /** Makes facets of one thing, and knows what each means for it. */
    private static final class Effects {
        private final String node;
        private final List<Consumer<SortedMap<String, String>>> all = new ArrayList<>();
        private final List<String> what = new ArrayList<>();

        Effects(String node) {
            this.node = node;
        }

        void apply(SortedMap<String, String> state) {
            all.forEach(each -> each.accept(state));
        }

        private void say(String key, String value) {
            what.add(key + "=" + value);
            all.add(state -> state.put(node + " " + key, quoted(value)));
        }

        private static String quoted(String value) {
            return Character.isDigit(value.charAt(0)) ? value : '"' + value + '"';
        }

        private void end(String key) {
            what.add("no " + key);
            all.add(state -> state.remove(node + " " + key));
        }

        private void family(Map<String, String> values) {
            what.add("all " + values);
            all.add(
                    state -> {
                        state.keySet().removeIf(key -> key.startsWith(node + " tag."));
                        values.forEach((k, value) -> state.put(node + " " + k, quoted(value)));
                    });
        }

        private void documentation(Facet facets, Random random) {
            switch (random.nextInt(6)) {
                case 0, 1, 2 -> {
                    String text = letter(random);
                    facets.add("documentation", "'description':'%s'".formatted(text));
                    say("description", text);
                }
                case 3 -> {
                    facets.add("documentation", DELETED);
                    end("description");
                }
                default -> {}
            }
        }

        private void owners(Facet facets, Random random) {
            int choice = random.nextInt(6);
            if (choice > 3) {
                return;
            }
            List<String> names = new ArrayList<>();
            for (String name : List.of("ann", "bob")) {
                if (choice < 3 && random.nextBoolean()) {
                    names.add(name);
                }
            }
            facets.add(
                    "ownership",
                    choice == 3
                            ? DELETED
                            : "'owners':[%s]"
                                    .formatted(
                                            String.join(
                                                    ",",
                                                    names.stream()
                                                            .map(n -> "{'name':'" + n + "'}")
                                                            .toList())));
            what.add("owners " + names);
            all.add(
                    state -> {
                        state.keySet()
                                .removeIf(
                                        key ->
                                                key.equals(node + " owner")
                                                        || key.startsWith(
                                                                node + " attributed-to "));
                        if (!names.isEmpty()) {
                            state.put(node + " owner", '"' + String.join(", ", names) + '"');
                        }
                        names.forEach(
                                name ->
                                        state.put(
                                                node
                                                        + " attributed-to"
                                                        + " agent:claimed/openlineage/"
                                                        + name,
                                                ""));
                    });
        }

        private void tags(Facet facets, Random random) {
            int choice = random.nextInt(5);
            if (choice > 2) {
                return;
            }
            List<String> tags = new ArrayList<>();
            Map<String, String> own = new TreeMap<>();
            Map<String, String> ofColumn = new TreeMap<>();
            if (choice < 2) {
                for (String key : List.of("k", "l")) {
                    if (random.nextBoolean()) {
                        String value = letter(random);
                        own.put("tag." + key, value);
                        tags.add("{'key':'%s','value':'%s'}".formatted(key, value));
                    }
                }
                if (node.equals(DATASET) && random.nextBoolean()) {
                    String value = letter(random);
                    ofColumn.put("tag.pii", value);
                    tags.add("{'key':'pii','value':'%s','field':'amount'}".formatted(value));
                }
            }
            facets.add("tags", choice == 2 ? DELETED : "'tags':[" + String.join(",", tags) + "]");
            family(own);
            if (node.equals(DATASET)) {
                Effects column = new Effects(COLUMN);
                column.family(ofColumn);
                what.addAll(column.what);
                all.addAll(column.all);
            }
        }

        private void rows(Facet facets, Random random, boolean hasRole) {
            switch (random.nextInt(4)) {
                case 0 -> {
                    String rows = "" + random.nextInt(3);
                    facets.add(
                            "dataQualityMetrics",
                            "'rowCount':%s,'columnMetrics':{}".formatted(rows));
                    say("quality.rows", rows);
                }
                case 1 -> {
                    if (hasRole) {
                        String rows = "" + random.nextInt(3);
                        facets.add(
                                "role:dataQualityMetrics",
                                "'rowCount':%s,'columnMetrics':{}".formatted(rows));
                        say("quality.rows", rows);
                    }
                }
                default -> {}
            }
        }

        private void sql(Events event, Random random) {
            String query = letter(random);
            event.jobFacet("sql", "'query':'%s'".formatted(query));
            say("sql", query);
        }
    }
}
