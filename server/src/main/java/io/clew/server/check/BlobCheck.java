package io.clew.server.check;

import io.clew.model.check.CheckedPart;
import io.clew.model.check.Findings;
import io.clew.protocol.mlflow.artifacts.ArtifactRows;
import io.clew.store.Store;
import io.clew.store.blobs.Blob;
import io.clew.store.blobs.BlobStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Looks for the bytes of every file that rows refer to, reads them again, and counts what is there
 * besides: bytes of uploads under way or interrupted, and of files that were replaced or deleted,
 * which are no fault.
 */
final class BlobCheck {

    /** References of a page, and names of one question to the tables. */
    private static final int PAGE = 500;

    private final Store store;
    private final BlobStore blobs;
    private final boolean readsBytes;
    private final Findings findings = new Findings();

    private BlobCheck(Store store, BlobStore blobs, boolean readsBytes) {
        this.store = store;
        this.blobs = blobs;
        this.readsBytes = readsBytes;
    }

    static CheckedPart check(Store store, BlobStore blobs, boolean readsBytes) {
        BlobCheck check = new BlobCheck(store, blobs, readsBytes);
        check.references();
        check.surplus();
        return check.findings.part("blobs");
    }

    private void references() {
        findings.count("referenced", 0);
        findings.count("referenced bytes", 0);
        findings.count("missing", 0);
        findings.count("damaged", 0);
        String after = "";
        List<Blob> page;
        do {
            String from = after;
            page = store.read(db -> ArtifactRows.references(db, from, PAGE));
            page.forEach(this::reference);
            after = page.isEmpty() ? after : page.getLast().sha256();
        } while (page.size() == PAGE);
    }

    private void reference(Blob expected) {
        findings.count("referenced", 1);
        findings.count("referenced bytes", expected.sizeBytes());
        Optional<Blob> found = blobs.find(expected.sha256());
        if (found.isEmpty()) {
            // A server that writes meanwhile may have replaced the file and swept its bytes.
            if (isReferenced(expected)) {
                findings.count("missing", 1);
                findings.add("the bytes " + expected.sha256() + " are missing");
            }
            return;
        }
        if (found.get().sizeBytes() != expected.sizeBytes()
                || (readsBytes && !blobs.isIntact(expected.sha256()))) {
            findings.count("damaged", 1);
            findings.add(
                    "the bytes %s are damaged: %d bytes there, %d expected"
                            .formatted(
                                    expected.sha256(),
                                    found.get().sizeBytes(),
                                    expected.sizeBytes()));
        }
    }

    private boolean isReferenced(Blob blob) {
        return !store.read(db -> ArtifactRows.referenced(db, Set.of(blob.sha256()))).isEmpty();
    }

    private void surplus() {
        findings.count("surplus", 0);
        findings.count("surplus bytes", 0);
        List<Blob> page = new ArrayList<>();
        blobs.each(
                blob -> {
                    page.add(blob);
                    if (page.size() == PAGE) {
                        surplus(page);
                    }
                });
        surplus(page);
    }

    private void surplus(List<Blob> page) {
        if (page.isEmpty()) {
            return;
        }
        Set<String> referenced =
                store.read(
                        db ->
                                ArtifactRows.referenced(
                                        db, page.stream().map(Blob::sha256).toList()));
        for (Blob blob : page) {
            if (!referenced.contains(blob.sha256())) {
                findings.count("surplus", 1);
                findings.count("surplus bytes", blob.sizeBytes());
            }
        }
        page.clear();
    }
}
