import Platform
import Synchronization

/// Work shared out to threads.
///
/// Dispatch would do, but setting it up costs more than linting one file does.
enum Parallel {
  /// The results of `body` for 0 to `count - 1`, in that order whatever thread came first.
  ///
  /// - Parameter least: below this many, one thread is as fast.
  static func map<T: Sendable>(
    _ count: Int, least: Int = 256, threads: Int, _ body: @escaping @Sendable (Int) -> T
  ) -> [T] {
    guard count >= least, threads > 1 else { return (0..<count).map(body) }
    let gathered = Mutex<[(start: Int, items: [T])]>([])
    let job = Job(count: count, chunk: max(1, min(32, count / (threads * 8)))) { range in
      let items = range.map(body)
      gathered.withLock { $0.append((range.lowerBound, items)) }
    }
    job.run(threads: min(threads, 16))
    return gathered.withLock { $0 }.sorted { $0.start < $1.start }.flatMap(\.items)
  }

  /// Processors that this process may use.
  static var processors: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

  private final class Job: Sendable {
    private let next = Atomic<Int>(0)
    private let count: Int
    private let body: @Sendable (Range<Int>) -> Void
    /// Items that a thread takes at once.
    private let chunk: Int

    init(count: Int, chunk: Int, _ body: @escaping @Sendable (Range<Int>) -> Void) {
      self.count = count
      self.chunk = chunk
      self.body = body
    }

    func run(threads: Int) {
      var started: [pthread_t] = []
      for _ in 1..<threads {
        if let thread = start() { started.append(thread) }
      }
      work()
      for thread in started { pthread_join(thread, nil) }
    }

    private func work() {
      while true {
        let start = next.add(chunk, ordering: .relaxed).oldValue
        guard start < count else { return }
        body(start..<min(count, start + chunk))
      }
    }

    private func start() -> pthread_t? {
      let this = Unmanaged.passUnretained(self).toOpaque()
      #if canImport(Darwin)
        var thread: pthread_t?
        let status = pthread_create(&thread, nil, { Job.enter($0) }, this)
        return status == 0 ? thread : nil
      #else
        var thread = pthread_t()
        let status = pthread_create(&thread, nil, { Job.enter($0) }, this)
        return status == 0 ? thread : nil
      #endif
    }

    private static func enter(_ raw: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
      if let raw { Unmanaged<Job>.fromOpaque(raw).takeUnretainedValue().work() }
      return nil
    }
  }
}
