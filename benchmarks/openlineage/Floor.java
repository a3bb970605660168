import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Executors;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes events and does nothing with them, to find what no server on this machine can beat: {@code
 * Floor read}, or {@code Floor durable FILE}, which also parses each as JSON and appends it to a file that
 * is on disk before the answer, as many at a time as wait.
 */
final class Floor {
    private static final byte[] TAKEN = "{\"duplicate\":false,\"warnings\":[]}".getBytes(StandardCharsets.US_ASCII);
    private static final JsonMapper JSON = JsonMapper.shared();

    private record Waiting(byte[] body, CompletableFuture<Void> durable) {}

    private Floor() {}

    public static void main(String[] args) throws Exception {
        BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>(10_000);
        boolean isDurable = args[0].equals("durable");
        if (isDurable) {
            FileChannel file =
                    FileChannel.open(Path.of(args[1]), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            Thread.ofPlatform().daemon().start(() -> append(queue, file));
        }
        QueuedThreadPool threads = new QueuedThreadPool();
        threads.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
        Server server = new Server(threads);
        ServerConnector connector = new ServerConnector(server, 1, 2);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(
                new Handler.Abstract() {
                    @Override
                    public boolean handle(Request request, Response response, Callback callback)
                            throws Exception {
                        ByteBuffer read = Content.Source.asByteBuffer(request);
                        if (isDurable && read.hasRemaining()) {
                            byte[] body = new byte[read.remaining()];
                            read.get(body);
                            JSON.readTree(body);
                            Waiting waiting = new Waiting(body, new CompletableFuture<>());
                            queue.put(waiting);
                            waiting.durable().join();
                        }
                        response.setStatus(request.getMethod().equals("POST") ? 201 : 200);
                        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
                        response.write(true, ByteBuffer.wrap(TAKEN), callback);
                        return true;
                    }
                });
        server.start();
        System.out.println("listening on http://127.0.0.1:" + connector.getLocalPort());
    }

    private static void append(BlockingQueue<Waiting> queue, FileChannel file) {
        List<Waiting> group = new ArrayList<>();
        try {
            while (true) {
                group.clear();
                group.add(queue.take());
                queue.drainTo(group);
                for (Waiting each : group) {
                    file.write(ByteBuffer.wrap(each.body()));
                }
                file.force(false);
                group.forEach(each -> each.durable().complete(null));
            }
        } catch (IOException | InterruptedException failure) {
            failure.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
    }
}
