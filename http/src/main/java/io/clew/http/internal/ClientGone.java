package io.clew.http.internal;

import java.io.IOException;
import java.util.Optional;
import tools.jackson.core.exc.JacksonIOException;

/** Says that the client closed or cut off the exchange: nobody's defect and not logged. */
final class ClientGone extends IOException {
    private static final long serialVersionUID = 1;

    ClientGone(IOException cause) {
        super("the client went away", cause);
    }

    /**
     * Returns what ended the writing of JSON when it was the client: Jackson has no checked
     * exceptions and wraps ours.
     */
    static Optional<ClientGone> in(JacksonIOException failure) {
        return failure.getCause() instanceof ClientGone gone ? Optional.of(gone) : Optional.empty();
    }
}
