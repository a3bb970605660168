package io.clew.protocol.metaflow;

import io.clew.commit.Committer;
import io.clew.http.Method;
import io.clew.http.Protocol;
import io.clew.http.Request;
import io.clew.http.Response;
import io.clew.http.Route;
import io.clew.model.ClewException;
import io.clew.protocol.metaflow.content.Datastore;
import io.clew.protocol.metaflow.routes.MetaflowRoutes;
import io.clew.protocol.metaflow.rows.MetaflowStore;
import io.clew.protocol.metaflow.rows.Run;
import io.clew.protocol.metaflow.wire.MetaflowAnswers;
import io.clew.store.Store;
import io.clew.store.blobs.PlacedFiles;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Speaks Metaflow's metadata service below {@code /metaflow}. */
public final class MetaflowProtocol implements Protocol {
    private static final int NOT_FOUND = 404;
    private static final int METHOD_NOT_ALLOWED = 405;

    private final List<Route> routes;

    /**
     * Makes the protocol over a store whose schema has {@link MetaflowSchema}.
     *
     * @param inPlace where a datastore in S3 may be read
     * @param silence how long nobody may have heard of a run that still runs
     */
    public MetaflowProtocol(
            Store store,
            PlacedFiles inPlace,
            Committer committer,
            InstantSource clock,
            Duration silence) {
        this.routes =
                MetaflowRoutes.all(
                        new MetaflowStore(store, committer, clock),
                        new Datastore(inPlace),
                        silence);
    }

    @Override
    public String name() {
        return Run.SYSTEM;
    }

    @Override
    public List<String> prefixes() {
        return List.of("/metaflow/");
    }

    @Override
    public List<Route> routes() {
        return routes;
    }

    @Override
    public Response refuse(Request request, ClewException refusal) {
        return MetaflowAnswers.refusal(refusal);
    }

    @Override
    public Response refuse(int status, ClewException refusal) {
        return MetaflowAnswers.refusal(status, refusal);
    }

    @Override
    public Response unknownRoute(Request request, Set<Method> allowed) {
        if (allowed.isEmpty()) {
            return MetaflowAnswers.message(NOT_FOUND, "Not Found");
        }
        String methods =
                new TreeSet<>(allowed).stream().map(Method::name).collect(Collectors.joining(", "));
        return MetaflowAnswers.message(METHOD_NOT_ALLOWED, "Method Not Allowed")
                .withHeader("Allow", methods);
    }
}
