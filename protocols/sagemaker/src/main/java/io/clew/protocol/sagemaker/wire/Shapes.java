package io.clew.protocol.sagemaker.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Holds the table of shapes that operations take, read from a text of one shape a line. */
public final class Shapes {
    /** What the operations of SageMaker itself take. */
    public static final Shapes OPERATIONS = new Shapes("operations.txt");

    /** What the operations of the metrics service take. */
    public static final Shapes METRICS = new Shapes("metrics.txt");

    private final Map<String, Shape> shapes = new LinkedHashMap<>();

    private Shapes(String resource) {
        try (InputStream in = Shapes.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the table " + resource + " is not in the jar");
            }
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(this::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Says whether there is an operation or shape of this name. */
    public boolean has(String name) {
        return shapes.containsKey(name);
    }

    /** Returns a shape by its name, or what an operation takes. */
    public Shape get(String name) {
        Shape shape = shapes.get(name);
        if (shape == null) {
            throw new IllegalStateException("the table of shapes lacks " + name);
        }
        return shape;
    }

    private void add(String line) {
        String[] halves = line.split(" = ", 2);
        if (shapes.put(halves[0], shape(halves[1])) != null) {
            throw new IllegalStateException("the table of shapes has twice " + halves[0]);
        }
    }

    private static Shape shape(String text) {
        String[] words = text.split(" ", 3);
        return switch (words[0]) {
            case "{" -> structure(text);
            case "text" ->
                    new Shape.Text(
                            bounds(words[1]), words.length < 3 ? null : Pattern.compile(words[2]));
            case "enum" -> {
                List<String> all = List.of(text.split(" "));
                yield new Shape.Enumeration(all.subList(1, all.size()));
            }
            case "integer", "long" -> new Shape.Whole(bounds(words[1]));
            case "list" -> new Shape.Listing(bounds(words[1]), words[2]);
            case "map" -> {
                String[] keyAndValue = words[2].split(" ");
                yield new Shape.Mapping(bounds(words[1]), keyAndValue[0], keyAndValue[1]);
            }
            case "double" -> new Shape.Real();
            case "boolean" -> new Shape.Truth();
            case "timestamp" -> new Shape.Moment();
            default -> throw new IllegalStateException("no shape: " + text);
        };
    }

    private static Shape structure(String text) {
        Map<String, Shape.Member> members = new LinkedHashMap<>();
        String inner = text.substring(1, text.length() - 1).strip();
        Arrays.stream(inner.split(", "))
                .filter(member -> !member.isEmpty())
                .forEach(
                        member -> {
                            String[] words = member.split(" ");
                            boolean required = words[0].endsWith("!");
                            String name =
                                    required
                                            ? words[0].substring(0, words[0].length() - 1)
                                            : words[0];
                            members.put(name, new Shape.Member(words[1], required));
                        });
        return new Shape.Structure(members);
    }

    private static Shape.Bounds bounds(String text) {
        int dots = text.indexOf("..");
        return new Shape.Bounds(
                number(text.substring(0, dots)), number(text.substring(dots + "..".length())));
    }

    private static @Nullable Long number(String text) {
        return text.isEmpty() ? null : Long.valueOf(text);
    }
}
