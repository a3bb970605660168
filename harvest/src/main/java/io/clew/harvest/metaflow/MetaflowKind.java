package io.clew.harvest.metaflow;

import io.clew.harvest.Flag;
import io.clew.harvest.Given;
import io.clew.harvest.Source;
import io.clew.harvest.SourceKind;
import io.clew.model.ClewException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Harvests a local folder of Metaflow's: {@code clew harvest metaflow .metaflow}. */
public final class MetaflowKind implements SourceKind {
    private static final String NAME = ".metaflow";

    @Override
    public String name() {
        return "metaflow";
    }

    @Override
    public List<String> summary() {
        return List.of(
                "Brings the runs that Metaflow keeps in a local folder.",
                "Ids and times are kept, the folder is not changed, artifacts stay where they are.");
    }

    @Override
    public Optional<Flag> where() {
        return Optional.of(Flag.of("DIR", "DIR", "The folder .metaflow, or the one it is in."));
    }

    @Override
    public List<Flag> flags() {
        return List.of();
    }

    @Override
    public Source open(Given given) {
        try {
            Path folder = Path.of(given.where()).toAbsolutePath().normalize();
            Path within = folder.resolve(NAME);
            Path root = Files.isDirectory(within) ? within : folder;
            if (!given.where().isEmpty() && Files.isDirectory(root)) {
                return new MetaflowSource(root);
            }
        } catch (InvalidPathException none) {
            // It is no folder either.
        }
        throw ClewException.invalid(
                "DIR", "which folder? Expected a folder .metaflow that is there");
    }
}
