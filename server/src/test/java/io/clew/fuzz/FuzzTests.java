package io.clew.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.http.Method;
import io.clew.http.Route;
import io.clew.store.testing.PostgresServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sends 71,000 inputs, the same each time so that a build does not fail by chance; {@code make
 * fuzz} sends as many others as one likes, and {@code -Dfuzz.seed} others here.
 */
class FuzzTests {
    private static final int REQUESTS = 8_000;
    private static final int POSTGRESQL_REQUESTS = 1_000;
    private static final int WIRE_REQUESTS = 2_000;
    private static final int TEXTS = 60_000;

    @TempDir Path folder;
    private final long seed = Long.getLong("fuzz.seed", 20261124);
    private final AtomicInteger servers = new AtomicInteger();
    private final Supplier<Path> folders = () -> folder.resolve("s" + servers.incrementAndGet());

    /** Else all that is changed in them would only try the door. */
    @Test
    void everyRouteAcceptsWhatInputsAreMadeFrom() {
        try (Victim victim = new Victim(folders.get(), "")) {
            Scene scene = new Scene(victim);
            long number = 0;
            SoftAssertions routes = new SoftAssertions();
            for (Route route : victim.routes()) {
                if (!RouteSeeds.knows(route)) {
                    continue;
                }
                if (route.method() != Method.GET) {
                    scene.renew();
                }
                List<Integer> statuses = new ArrayList<>();
                for (Tree fields : RouteSeeds.of(route)) {
                    scene.count(++number);
                    Input right = Inputs.right(route, fields);
                    statuses.add(victim.send(right.sent(scene::named)).status());
                }
                routes.assertThat(statuses)
                        .as("%s %s", route.method(), route.pattern())
                        .containsAnyOf(200, 201, route.pattern().contains("presigned") ? 501 : 200);
            }
            routes.assertAll();
        }
    }

    @Test
    void noRouteFailsOrKeepsAnythingOfWhatItRefuses() {
        RouteFuzz fuzz = new RouteFuzz(seed, folders, () -> "");
        fuzz.run(0, REQUESTS);
        assertNone(fuzz.failures(), fuzz.report());
    }

    @Test
    void noRouteFailsOnPostgresqlEither() {
        RouteFuzz fuzz = new RouteFuzz(seed, folders, () -> PostgresServer.shared().newDatabase());
        fuzz.run(REQUESTS, REQUESTS + POSTGRESQL_REQUESTS);
        assertNone(fuzz.failures(), fuzz.report());
    }

    @Test
    void answersWhateverComesOverTheWire() {
        WireFuzz fuzz = new WireFuzz(seed, folders);
        fuzz.run(0, WIRE_REQUESTS);
        assertNone(fuzz.failures(), fuzz.report());
    }

    @Test
    void readsOrRefusesEveryText() {
        ParserFuzz fuzz = new ParserFuzz(seed);
        fuzz.run(0, TEXTS);
        assertNone(fuzz.failures(), fuzz.report());
    }

    private void assertNone(List<String> failures, String report) {
        System.out.println("seed " + seed + ": " + report);
        assertThat(failures).as("seed %d: %s", seed, report).isEmpty();
    }
}
