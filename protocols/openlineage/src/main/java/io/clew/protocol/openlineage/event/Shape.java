package io.clew.protocol.openlineage.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Says what a value of JSON must be, as far as the published schemas use JSON Schema. */
sealed interface Shape {

    /** Any text. */
    record Text() implements Shape {}

    /** A text that becomes part of a node's name: not empty, and not endless. */
    record Name(int charsMax) implements Shape {}

    /** The id of a run: a UUID; another text is kept and told. */
    record RunId() implements Shape {}

    /** An absolute URI; another text is kept and told. */
    record Uri() implements Shape {}

    /** A moment by RFC 3339; forms near to it are kept and told. */
    record DateTime() implements Shape {}

    /** One of a few words. */
    record Words(List<String> words) implements Shape {}

    /** A number without a fraction. */
    record Whole(double min) implements Shape {}

    /** Any number. */
    record Decimal() implements Shape {}

    /** True or false. */
    record Flag() implements Shape {}

    /** An object with any members. */
    record AnyObject() implements Shape {}

    /** A list whose elements are alike. */
    record ListOf(Shape element, int sizeMax) implements Shape {}

    /** An object whose members are alike, whatever their names. */
    record MapOf(Shape value) implements Shape {}

    /** An object whose member {@code key} says which of some shapes it has. */
    record ToldBy(String key, Map<String, Shape> choices) implements Shape {}

    /** A shape that contains itself. */
    record Later(Supplier<Shape> shape) implements Shape {}

    /** A member of an object, and whether it must be there. */
    record Member(String name, Shape shape, boolean isRequired) {}

    /**
     * An object of known members; others are fine.
     *
     * @param all the members, in the order in which they are checked
     * @param together names that come all or not at all
     * @param either names of which exactly one comes; empty when there is no such rule
     * @param closed whether a member that is not known is told
     */
    record Members(List<Member> all, List<String> together, List<String> either, boolean closed)
            implements Shape {

        /** Begins a shape whose members are not required until {@code need} says so. */
        static Members none() {
            return new Members(List.of(), List.of(), List.of(), false);
        }

        /** Adds a member that must be there. */
        Members need(String name, Shape shape) {
            return with(new Member(name, shape, true));
        }

        /** Adds a member that may be there. */
        Members may(String name, Shape shape) {
            return with(new Member(name, shape, false));
        }

        /** Adds several members of one shape that may be there. */
        Members may(List<String> names, Shape shape) {
            Members all = this;
            for (String name : names) {
                all = all.may(name, shape);
            }
            return all;
        }

        Members together(String... names) {
            return new Members(all, List.of(names), either, closed);
        }

        Members either(String... names) {
            return new Members(all, together, List.of(names), closed);
        }

        Members onlyThese() {
            return new Members(all, together, either, true);
        }

        /** Says whether a member is one of these. */
        boolean knows(String name) {
            return all.stream().anyMatch(member -> member.name().equals(name));
        }

        private Members with(Member member) {
            if (knows(member.name())) {
                throw new IllegalArgumentException(member.name() + " is there twice");
            }
            List<Member> more = new ArrayList<>(all);
            more.add(member);
            return new Members(List.copyOf(more), together, either, closed);
        }
    }

    /**
     * A facet: what all facets have, and what this one has besides.
     *
     * @param deletable whether an event can take it back, as it can a job's and a dataset's
     */
    record Facet(Shape own, boolean deletable) implements Shape {}

    /** An object of facets by their keys, of a container that knows some. */
    record Container(FacetShapes facets) implements Shape {}

    Shape TEXT = new Text();
    Shape NAME = new Name(Limits.NAME_CHARS_MAX);
    Shape URI = new Uri();
    Shape RUN_ID = new RunId();
    Shape DATE_TIME = new DateTime();
    Shape WHOLE = new Whole(Double.NEGATIVE_INFINITY);
    Shape DECIMAL = new Decimal();
    Shape FLAG = new Flag();
    Shape ANY_OBJECT = new AnyObject();

    /** Makes a list whose length only the body's limit bounds. */
    static Shape listOf(Shape element) {
        return new ListOf(element, Integer.MAX_VALUE);
    }

    static Shape mapOf(Shape value) {
        return new MapOf(value);
    }

    static Shape words(String... words) {
        return new Words(List.of(words));
    }

    /** Makes an object that needs some members, all of them texts. */
    static Members texts(String... names) {
        Members all = Members.none();
        for (String name : names) {
            all = all.need(name, TEXT);
        }
        return all;
    }
}
