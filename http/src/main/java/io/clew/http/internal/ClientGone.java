package io.clew.http.internal;

import java.io.IOException;

/** Says that the client closed or cut off the exchange: nobody's defect and not logged. */
final class ClientGone extends IOException {
    private static final long serialVersionUID = 1;

    ClientGone(IOException cause) {
        super("the client went away", cause);
    }
}
