package io.clew.fuzz;

import io.clew.store.testing.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Runs as much fuzz as is asked for: {@code make fuzz INPUTS=… SEED=…}.
 *
 * <p>A fifth of the inputs are requests to the routes, the others texts for the parsers. Of the
 * requests a twentieth goes to a server on PostgreSQL, and a hundredth over real connections.
 */
public final class Fuzz {
    private static final int STEP = 50_000;

    private Fuzz() {}

    /**
     * Runs it.
     *
     * @param args how many inputs; the seed; the number of one request to repeat alone, with a
     *     {@code w} before it of one over the wire, with a {@code t} of one text
     */
    public static void main(String[] args) throws IOException {
        long inputs = Long.parseLong(args[0]);
        long seed = args.length > 1 ? Long.parseLong(args[1]) : System.nanoTime() & 0xFFFF_FFFFL;
        Path folder = Files.createTempDirectory("clew-fuzz");
        int[] servers = {0};
        Supplier<Path> folders = () -> folder.resolve("s" + ++servers[0]);
        RouteFuzz routes = new RouteFuzz(seed, folders, () -> "");
        RouteFuzz onPostgres =
                new RouteFuzz(seed, folders, () -> PostgresServer.shared().newDatabase());
        ParserFuzz parsers = new ParserFuzz(seed);
        WireFuzz wire = new WireFuzz(seed, folders);
        System.out.println("seed " + seed);
        if (args.length > 2) {
            long one = Long.parseLong(args[2].replaceFirst("[tw]", ""));
            switch (args[2].charAt(0)) {
                case 't' -> parsers.run(one, one + 1);
                case 'w' -> wire.run(one, one + 1);
                default -> routes.run(one, one + 1);
            }
        } else {
            long requests = inputs / 5;
            long overWire = requests / 100;
            long postgres = requests / 20;
            for (long done = 0; done < inputs - requests; done += STEP) {
                parsers.run(done, Math.min(done + STEP, inputs - requests));
            }
            System.out.println("parsers: " + parsers.report());
            wire.run(0, overWire);
            System.out.println("wire: " + wire.report());
            onPostgres.run(0, postgres);
            System.out.println("postgresql: " + onPostgres.report());
            long rest = requests - overWire - postgres;
            for (long done = 0; done < rest; done += STEP) {
                routes.run(postgres + done, postgres + Math.min(done + STEP, rest));
                System.out.println(done + STEP + " requests: " + routes.report());
            }
        }
        List<String> failures = new ArrayList<>(parsers.failures());
        failures.addAll(wire.failures());
        failures.addAll(onPostgres.failures());
        failures.addAll(routes.failures());
        failures.forEach(System.out::println);
        System.out.println(inputs + " inputs, seed " + seed + ": " + failures.size() + " failures");
        System.exit(failures.isEmpty() ? 0 : 1);
    }
}
