package io.clew.fuzz;

import io.clew.http.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Is a JSON text to be written, wrong where that is meant: names twice, numbers that are none. */
sealed interface Tree {

    /** Members in order; a name may come twice. */
    record Fields(List<Field> list) implements Tree {}

    record Field(String name, Tree value) {}

    record Elements(List<Tree> list) implements Tree {}

    record Words(String text) implements Tree {}

    /** What is written as it is. */
    record Raw(String json) implements Tree {}

    /** Reads a template; single quotes stand for double ones. */
    static Tree of(String json) {
        return of(Json.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
    }

    private static Tree of(@Nullable Object value) {
        return switch (value) {
            case String text -> new Words(text);
            case List<?> list ->
                    new Elements(new ArrayList<>(list.stream().map(Tree::of).toList()));
            case Map<?, ?> map -> {
                List<Field> fields = new ArrayList<>();
                map.forEach((name, member) -> fields.add(new Field((String) name, of(member))));
                yield new Fields(fields);
            }
            case null, default -> new Raw(String.valueOf(value));
        };
    }

    /**
     * Writes it.
     *
     * @param named puts what is there for the names of things that stand in texts
     */
    default String write(UnaryOperator<String> named) {
        StringBuilder out = new StringBuilder();
        write(out, named);
        return out.toString();
    }

    private void write(StringBuilder out, UnaryOperator<String> named) {
        switch (this) {
            case Raw raw -> out.append(raw.json());
            case Words words -> quote(out, named.apply(words.text()));
            case Elements elements -> {
                out.append('[');
                for (int i = 0; i < elements.list().size(); i++) {
                    out.append(i == 0 ? "" : ",");
                    elements.list().get(i).write(out, named);
                }
                out.append(']');
            }
            case Fields fields -> {
                out.append('{');
                for (int i = 0; i < fields.list().size(); i++) {
                    Field field = fields.list().get(i);
                    quote(out.append(i == 0 ? "" : ","), field.name());
                    field.value().write(out.append(':'), named);
                }
                out.append('}');
            }
        }
    }

    private static void quote(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < 0x20 || Character.isSurrogate(c)) {
                out.append("\\u%04x".formatted((int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }

    /** Returns the whole with one place in it replaced, found by counting places in order. */
    default Tree with(int place, UnaryOperator<@Nullable Tree> change) {
        Tree changed = new Place(place, change).in(this);
        return changed == null ? new Raw("") : changed;
    }

    /** Returns how many places there are: the tree itself, and all in it. */
    default int places() {
        return switch (this) {
            case Raw raw -> 1;
            case Words words -> 1;
            case Elements elements -> 1 + elements.list().stream().mapToInt(Tree::places).sum();
            case Fields fields ->
                    1 + fields.list().stream().mapToInt(f -> f.value().places()).sum();
        };
    }

    /** Walks to a place; what is changed to null is left out. */
    final class Place {
        private int left;
        private final UnaryOperator<@Nullable Tree> change;

        Place(int left, UnaryOperator<@Nullable Tree> change) {
            this.left = left;
            this.change = change;
        }

        @Nullable Tree in(Tree tree) {
            if (left-- == 0) {
                return change.apply(tree);
            }
            if (left < 0) {
                return tree;
            }
            return switch (tree) {
                case Raw raw -> raw;
                case Words words -> words;
                case Elements elements -> {
                    List<Tree> list = new ArrayList<>();
                    for (Tree element : elements.list()) {
                        Tree changed = in(element);
                        if (changed != null) {
                            list.add(changed);
                        }
                    }
                    yield new Elements(list);
                }
                case Fields fields -> {
                    List<Field> list = new ArrayList<>();
                    for (Field field : fields.list()) {
                        Tree changed = in(field.value());
                        if (changed != null) {
                            list.add(new Field(field.name(), changed));
                        }
                    }
                    yield new Fields(list);
                }
            };
        }
    }
}
