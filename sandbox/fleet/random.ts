/** A seeded stream of chance: the same seed gives the same numbers, on every machine. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  /** Mean 0, standard deviation 1. */
  normal(): number;
  /** How many events of a mean of `mean` happen. */
  poisson(mean: number): number;
  /** How many of `count` tries succeed. */
  binomial(count: number, probability: number): number;
  /** A stream of its own for `name`: who else draws, and in which order, does not move it. */
  fork(name: string): Random;
}

/** sfc32 behind a text seed. */
export function createRandom(seed: string): Random {
  let [a, b, c, d] = [hash(seed, 1), hash(seed, 2), hash(seed, 3), 1];
  function next(): number {
    const sum = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return (sum >>> 0) / 4_294_967_296;
  }
  for (let round = 0; round < 12; round += 1) next();

  const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());

  function poisson(mean: number): number {
    if (mean <= 0) return 0;
    // Above 30 the bell curve is near enough, and does not take longer the more there is.
    if (mean > 30) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()));
    const limit = Math.exp(-mean);
    let count = 0;
    for (let product = next(); product > limit; product *= next()) count += 1;
    return count;
  }

  function binomial(count: number, probability: number): number {
    if (count <= 0 || probability <= 0) return 0;
    if (probability >= 1) return count;
    const mean = count * probability;
    if (mean < 15 || count - mean < 15) return Math.min(count, mean < 15 ? poisson(mean) : count - poisson(count - mean));
    return Math.min(count, Math.max(0, Math.round(mean + Math.sqrt(mean * (1 - probability)) * normal())));
  }

  return { next, normal, poisson, binomial, fork: (name) => createRandom(`${seed}/${name}`) };
}

/** FNV-1a. */
function hash(text: string, salt: number): number {
  let value = 2_166_136_261 ^ salt;
  for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 16_777_619);
  return (Math.imul(value ^ (value >>> 15), 2_246_822_507) ^ salt) | 0;
}
