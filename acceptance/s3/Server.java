import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;

/** Runs S3Proxy over a folder: {@code java Server.java FOLDER}; buckets are the folders in it. */
public final class Server {
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[0]).toAbsolutePath());
        Properties properties = new Properties();
        properties.setProperty("jclouds.filesystem.basedir", folder.toString());
        S3Proxy server =
                S3Proxy.builder()
                        .blobStore(BlobStores.create("filesystem-nio2", properties))
                        .endpoint(URI.create("http://127.0.0.1:0"))
                        .awsAuthentication(
                                AuthenticationType.AWS_V2_OR_V4, "an-access-key", "a-secret-key")
                        .build();
        server.start();
        System.out.println("http://127.0.0.1:" + server.getPort());
        Thread.currentThread().join();
    }
}
