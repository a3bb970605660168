package io.clew.fuzz;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Changes one thing in a JSON body that was right. */
final class Mutation {
    private static final List<Integer> COUNTS = List.of(0, 2, 21, 100, 101, 1000, 1001);

    private Mutation() {}

    /** Returns the tree with one place changed. */
    static Tree of(Chance chance, Tree tree) {
        return tree.with(chance.below(tree.places()), place -> changed(chance, place));
    }

    private static Tree changed(Chance chance, Tree place) {
        if (place instanceof Tree.Fields fields && !chance.oneIn(4)) {
            return fields(chance, fields);
        }
        if (place instanceof Tree.Elements elements && !chance.oneIn(4)) {
            return elements(chance, elements);
        }
        if (place instanceof Tree.Words words && chance.oneIn(2)) {
            return new Tree.Words(
                    chance.oneIn(2) ? Junk.changed(chance, words.text()) : Junk.text(chance));
        }
        return value(chance, place);
    }

    private static Tree value(Chance chance, Tree instead) {
        return switch (chance.below(10)) {
            case 0 -> new Tree.Raw("null");
            case 1 -> new Tree.Raw(chance.of("true", "false", "tru", "undefined", ""));
            case 2, 3 -> new Tree.Raw(Junk.number(chance));
            case 4, 5 -> new Tree.Words(Junk.text(chance));
            case 6 -> new Tree.Elements(List.of(instead));
            case 7 -> new Tree.Elements(List.of());
            case 8 -> new Tree.Fields(List.of(new Tree.Field(Junk.text(chance), instead)));
            default -> new Tree.Raw(deep(chance));
        };
    }

    private static String deep(Chance chance) {
        int depth = chance.of(2, 10, 199, 200, 201, 5000);
        return chance.oneIn(2)
                ? "[".repeat(depth) + "]".repeat(depth)
                : "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
    }

    private static Tree fields(Chance chance, Tree.Fields fields) {
        List<Tree.Field> list = new ArrayList<>(fields.list());
        if (list.isEmpty()) {
            list.add(new Tree.Field(Junk.text(chance), value(chance, fields)));
            return new Tree.Fields(list);
        }
        int at = chance.below(list.size());
        Tree.Field field = list.get(at);
        switch (chance.below(6)) {
            case 0 -> list.remove(at);
            case 1 -> list.add(field);
            case 2 -> list.add(at, new Tree.Field(Junk.text(chance), value(chance, fields)));
            case 3 ->
                    list.set(at, new Tree.Field(Junk.changed(chance, field.name()), field.value()));
            case 4 -> list.set(at, new Tree.Field(field.name(), value(chance, field.value())));
            default -> {
                Tree.Field other = list.get(chance.below(list.size()));
                list.set(at, new Tree.Field(field.name(), other.value()));
            }
        }
        return new Tree.Fields(list);
    }

    private static Tree elements(Chance chance, Tree.Elements elements) {
        List<Tree> list = new ArrayList<>(elements.list());
        Tree one = list.isEmpty() ? new Tree.Words(Junk.text(chance)) : chance.of(list);
        return switch (chance.below(3)) {
            case 0 -> new Tree.Elements(Collections.nCopies(chance.of(COUNTS), one));
            case 1 -> {
                list.add(chance.below(list.size() + 1), value(chance, one));
                yield new Tree.Elements(list);
            }
            default -> {
                list.add(one);
                yield new Tree.Elements(list);
            }
        };
    }
}
