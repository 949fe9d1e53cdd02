#!/usr/bin/env node
// Runs an ONNX model in ONNX Runtime (npm: onnxruntime-node, in .build/peers; see setup) and writes its outputs as JSON.
// Usage: node onnxruntime_run.mjs MODEL.onnx OUT.json [BATCH [CHANNELS [SIZE]]]
// Input value i is ((i * 2654435761) mod 2^32) / 2^32 - 0.5, as in every comparison.
import { createRequire } from 'node:module';
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const peers = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '.build', 'peers');
const ort = createRequire(join(peers, 'package.json'))('onnxruntime-node');

const [model, out, batch = '1', channels = '1', size = '48'] = process.argv.slice(2);
const shape = [+batch, +channels, +size, +size];
const count = shape.reduce((product, d) => product * d);
const values = Float32Array.from({ length: count }, (_, i) => (Math.imul(i, 2654435761) >>> 0) / 4294967296 - 0.5);
const session = await ort.InferenceSession.create(model, { intraOpNumThreads: 1, interOpNumThreads: 1 });
const result = await session.run({ [session.inputNames[0]]: new ort.Tensor('float32', values, shape) });
writeFileSync(out, JSON.stringify(Object.fromEntries(session.outputNames.map(name => [name, Array.from(result[name].data)]))));
