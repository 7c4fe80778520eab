package io.temper.agent.profile;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.Executors;

/**
 * Answers a number by a number over TCP. Each answer makes garbage and replaces a part of what is kept, so
 * that the collector has live objects to copy and mark, as in a service with a cache.
 */
final class TailService {
  private static final int KEPT = 4096;
  private static final int KEPT_BYTES = 8 << 10;
  private static final int GARBAGE_OBJECTS = 200;
  private static final int GARBAGE_BYTES = 1 << 10;

  private final byte[][] cache = new byte[KEPT][];

  private TailService() {
    for (int i = 0; i < KEPT; i++) {
      cache[i] = new byte[KEPT_BYTES];
    }
  }

  public static void main(String[] args) throws IOException {
    var service = new TailService();
    var pool = Executors.newCachedThreadPool();
    try (var socket =
        new ServerSocket(Integer.parseInt(args[0]), 50, InetAddress.getLoopbackAddress())) {
      System.out.println(JvmInGroup.READY);
      while (true) {
        var client = socket.accept();
        client.setTcpNoDelay(true);
        pool.execute(() -> service.serve(client));
      }
    }
  }

  private void serve(Socket client) {
    try (client;
        var in = new DataInputStream(client.getInputStream());
        var out = new DataOutputStream(client.getOutputStream())) {
      while (true) {
        out.writeLong(answer(in.readLong()));
      }
    } catch (IOException ended) {
      // The client has what it wanted.
    }
  }

  private long answer(long question) {
    long sum = question;
    for (int i = 0; i < GARBAGE_OBJECTS; i++) {
      var garbage = new byte[GARBAGE_BYTES];
      garbage[i] = (byte) question;
      sum = 31 * sum + garbage[i] + garbage.length;
    }
    int slot = (int) Math.floorMod(sum, (long) KEPT);
    var kept = new byte[KEPT_BYTES];
    kept[0] = (byte) sum;
    cache[slot] = kept;
    return sum;
  }
}
