package io.clew.harvest.marquez;

import io.clew.harvest.Flag;
import io.clew.harvest.Given;
import io.clew.harvest.Source;
import io.clew.harvest.SourceKind;
import io.clew.harvest.wire.Wire;
import io.clew.model.ClewException;
import java.util.List;
import java.util.Optional;

/** Declares {@code clew harvest marquez URL}. */
public final class MarquezKind implements SourceKind {

    /** Most events of a page: what most servers answer in a second or two. */
    private static final int PAGE_MAX = 1000;

    @Override
    public String name() {
        return "marquez";
    }

    @Override
    public List<String> summary() {
        return List.of("Brings all events that a Marquez has, oldest first.");
    }

    @Override
    public Optional<Flag> where() {
        return Optional.of(Flag.of("URL", "URL", "The Marquez, such as http://marquez:5000."));
    }

    @Override
    public List<Flag> flags() {
        return List.of(new Flag("--page", "N", "Events asked for at once, 1 to 1000.", "200"));
    }

    @Override
    public Source open(Given given) {
        if (given.where().isEmpty()) {
            throw ClewException.invalid("URL", "which Marquez? Expected an address");
        }
        int page = given.number("--page", 1, PAGE_MAX);
        return new MarquezSource(new Wire(), given.where(), page);
    }
}
