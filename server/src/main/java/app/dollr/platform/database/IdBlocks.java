package app.dollr.platform.database;

/**
 * Ids given out from blocks that a sequence hands to each node: an id is known before its row is
 * written, and costs a round trip only once a block.
 */
public final class IdBlocks {
  private final Database database;
  private final Step<Long> nextBlock;
  private final int size;
  private long next;
  private long end;

  /**
   * Ids of one sequence.
   *
   * @param nextBlock takes a block and answers its first id
   * @param size of a block: the sequence's increment
   */
  public IdBlocks(Database database, Step<Long> nextBlock, int size) {
    this.database = database;
    this.nextBlock = nextBlock;
    this.size = size;
  }

  /** An id nobody else has. */
  public synchronized long next() {
    if (next == end) {
      next = database.apart(() -> database.run(nextBlock));
      end = next + size;
    }
    return next++;
  }
}
