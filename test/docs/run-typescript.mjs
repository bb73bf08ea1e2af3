// `node --import` this file: stands for tsx, which projects made by `stepway new` use to run TypeScript.
import { register } from 'node:module';

register(new URL('./load-typescript.mjs', import.meta.url));
