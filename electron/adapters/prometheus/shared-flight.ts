interface Flight<T> {
  readonly answer: Promise<T>;
  readonly landing: AbortController;
  passengers: number;
}

/**
 * Identical questions asked while one is under way get its answer. The question is cancelled once everybody who asked has
 * gone; one who leaves early gets `left()` at once and disturbs nobody.
 */
export function createSharedFlights<T>(
  left: () => T,
): (key: string, ask: (signal: AbortSignal) => Promise<T>, signal: AbortSignal) => Promise<T> {
  const flights = new Map<string, Flight<T>>();
  return (key, ask, signal) => {
    if (signal.aborted) return Promise.resolve(left());
    const flight = flights.get(key) ?? takeOff(key, ask);
    flight.passengers += 1;
    return new Promise<T>((resolve, reject) => {
      const leave = () => {
        resolve(left());
        flight.passengers -= 1;
        if (flight.passengers > 0) return;
        if (flights.get(key) === flight) flights.delete(key);
        flight.landing.abort();
      };
      signal.addEventListener('abort', leave, { once: true });
      flight.answer.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
    });
  };

  function takeOff(key: string, ask: (signal: AbortSignal) => Promise<T>): Flight<T> {
    const landing = new AbortController();
    const answer = ask(landing.signal).finally(() => {
      if (flights.get(key) === flight) flights.delete(key);
    });
    const flight: Flight<T> = { answer, landing, passengers: 0 };
    flights.set(key, flight);
    return flight;
  }
}
