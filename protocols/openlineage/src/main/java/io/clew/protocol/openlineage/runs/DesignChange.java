package io.clew.protocol.openlineage.runs;

import io.clew.model.Fact;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Compares a job's newest design with one that an event tells: the later one replaces the earlier,
 * whichever came first.
 *
 * @param newest the design that holds from now on
 */
public record DesignChange(Design newest, FactSet before, FactSet now) {

    /**
     * Compares two designs.
     *
     * @param known the newest one so far
     */
    public static DesignChange of(Optional<Design> known, Design told) {
        if (known.isEmpty()) {
            return new DesignChange(told, told.facts().none(), told.facts());
        }
        Design other = known.get();
        if (told.millis() >= other.millis()) {
            Design newest = told.after(other);
            FactSet now = newest.facts();
            now.addEnded(other.facts(), newest.millis());
            return new DesignChange(newest, other.facts(), now);
        }
        Design newest = other.after(told);
        FactSet now = newest.facts();
        now.addEnded(told.facts(), other.millis());
        return new DesignChange(newest, other.facts(), now);
    }

    /** Hands on the facts that are new, and the ends of those that no longer hold. */
    public void facts(Consumer<Fact> out) {
        now.since(before, newest.millis(), "a later design of the job says otherwise", out);
    }
}
