#!/usr/bin/env node
// Pictures a second of a model of 48×48 grey pictures in ONNX Runtime (npm: onnxruntime-node, in .build/peers; see setup), the peer of inference_ratio.py.
// Usage: node onnxruntime_speed.mjs MODEL.onnx [--batch 1] [--threads 2] [--seconds 3]
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const peers = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '.build', 'peers');
const require = createRequire(join(peers, 'package.json'));
const ort = require('onnxruntime-node');

const { positionals: [model], values } = parseArgs({
  allowPositionals: true,
  options: { batch: { type: 'string', default: '1' }, threads: { type: 'string', default: '2' }, seconds: { type: 'string', default: '3' } },
});
const [batch, threads, seconds] = [+values.batch, +values.threads, +values.seconds];
const session = await ort.InferenceSession.create(model, { intraOpNumThreads: threads, interOpNumThreads: 1, graphOptimizationLevel: 'all' });
const pixels = Float32Array.from({ length: batch * 48 * 48 }, Math.random);
const feeds = { [session.inputNames[0]]: new ort.Tensor('float32', pixels, [batch, 1, 48, 48]) };

const run = async () => {
  const start = performance.now();
  await session.run(feeds);
  return performance.now() - start;
};
for (let i = 0; i < 10; i++) await run();
const times = [];
for (const end = performance.now() + 1000 * seconds; performance.now() < end || times.length < 3;) times.push(await run());
times.sort((a, b) => a - b);
const median = times[times.length >> 1];
console.log(`onnxruntime ${require('onnxruntime-node/package.json').version} batch ${batch} threads ${threads}: ` +
  `${(median / batch).toFixed(3)} ms a picture, ${(1000 * batch / median).toFixed(1)} pictures/s, ${times.length} runs`);
