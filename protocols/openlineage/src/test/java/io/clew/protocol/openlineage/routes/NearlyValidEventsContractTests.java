package io.clew.protocol.openlineage.routes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.clew.model.Asserter;
import io.clew.model.ErrorCode;
import io.clew.model.Workspace;
import io.clew.protocol.openlineage.OpenLineageServer;
import io.clew.protocol.openlineage.accept.EventIntake;
import io.clew.protocol.openlineage.accept.Origin;
import io.clew.protocol.openlineage.accept.Outcome;
import io.clew.protocol.openlineage.event.Mutations;
import io.clew.protocol.openlineage.event.Samples;
import io.clew.store.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Whatever an event says, it is taken or refused for its own fault, on every database. */
abstract class NearlyValidEventsContractTests {
    private static final long SEED = 20261130;
    private static final int BATCH = 50;
    private static final List<String> TYPES =
            List.of("START", "RUNNING", "COMPLETE", "ABORT", "FAIL", "OTHER");

    abstract TestDatabase newDatabase();

    /** Returns how many batches to send. */
    abstract int batches();

    @Test
    void areTakenOrRefusedForTheirOwnFault() {
        Random random = new Random(SEED);
        Mutations mutations = new Mutations(random);
        List<ObjectNode> seeds =
                List.of(
                        Samples.everyFacet(),
                        Samples.everyFacet(),
                        Samples.run(),
                        Samples.job(),
                        Samples.dataset());
        int taken = 0;
        List<EventIntake> intakes = new ArrayList<>();
        try (OpenLineageServer server =
                new OpenLineageServer(
                        newDatabase(),
                        Admission.ofHeap(),
                        intake -> {
                            intakes.add(intake);
                            return intake;
                        })) {
            for (int i = 0; i < batches(); i++) {
                List<byte[]> events = new ArrayList<>();
                for (int j = 0; j < BATCH; j++) {
                    ObjectNode seed = seeds.get(random.nextInt(seeds.size()));
                    events.add(Samples.bytes(mutations.of(moved(seed, random))));
                }
                taken += check(intakes.getFirst(), events);
            }
            assertThat(server.get("/api/v1/export/openlineage").text().lines().count())
                    .as("seed %d: all that was taken, but for duplicates", SEED)
                    .isBetween(taken / 2L, (long) taken);
        }
        assertThat(taken).as("seed %d", SEED).isGreaterThan(batches() * BATCH / 10);
    }

    private static int check(EventIntake intake, List<byte[]> events) {
        List<Outcome> outcomes =
                intake.accept(
                        Workspace.DEFAULT,
                        new Origin(Asserter.claimed("openlineage", "fuzz"), "fuzz"),
                        events);
        int taken = 0;
        for (int i = 0; i < events.size(); i++) {
            switch (outcomes.get(i)) {
                case Outcome.Accepted accepted -> taken++;
                case Outcome.Refused refused -> {
                    String shown =
                            "seed %d: %s: %s"
                                    .formatted(
                                            SEED,
                                            refused.reason().getMessage(),
                                            new String(events.get(i), UTF_8));
                    assertThat(refused.retriable()).as(shown).isFalse();
                    assertThat(refused.reason().code())
                            .as(shown)
                            .isEqualTo(ErrorCode.INVALID_PARAMETER);
                }
            }
        }
        return taken;
    }

    /** Gives an event another run, type and time of few, so that events meet one another. */
    private static ObjectNode moved(ObjectNode event, Random random) {
        ObjectNode moved = event.deepCopy();
        moved.put("eventTime", "2026-11-30T0%d:00:00Z".formatted(random.nextInt(10)));
        JsonNode run = moved.path("run");
        if (run instanceof ObjectNode object) {
            object.put("runId", new UUID(1, random.nextInt(6)).toString());
            moved.put("eventType", TYPES.get(random.nextInt(TYPES.size())));
        }
        return moved;
    }
}
