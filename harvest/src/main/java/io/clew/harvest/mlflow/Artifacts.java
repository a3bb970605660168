package io.clew.harvest.mlflow;

import io.clew.harvest.Sink;
import java.util.List;

/** Brings what the files of runs and models are, or tell, beside the docs of these. */
interface Artifacts extends AutoCloseable {

    /** Returns docs with the addresses that their files will have; keeps what is to be sent. */
    List<Doc> place(List<Doc> docs, Sink problems);

    /** Sends what belongs to the docs that were placed last, which the server has by now. */
    void send(Sink sink, String during);

    /** Tells what could not be read. */
    void leftOut(Sink problems);

    @Override
    void close();
}
