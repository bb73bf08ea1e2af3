import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { blocksOf } from './blocks.ts';

const dockerfile = blocksOf('docs/deploying.md').find(({ language }) => language === 'dockerfile')!.text;

test("the Dockerfile's variables are settings, and its command is one of Stepway's", () => {
  const settings = readFileSync('docs/settings.md', 'utf8');
  const variables = [...dockerfile.matchAll(/^ENV (.*)$/gm)].flatMap(([, line]) =>
    line!.split(' ').map((each) => each.split('=')[0]!),
  );
  expect(variables).toContain('TRUST_PROXY');
  expect(variables.filter((name) => !settings.includes(`- **\`${name}\`**`))).toEqual([]);
  const { bin } = JSON.parse(readFileSync('package.json', 'utf8')) as { bin: object };
  const command = JSON.parse(/^CMD (.*)$/m.exec(dockerfile)![1]!) as readonly string[];
  expect(Object.keys(bin)).toContain(command[0]!.replace('node_modules/.bin/', ''));
  expect(command.slice(1)).toEqual(['start', 'wizards']);
});

test('its health check passes for a server that is ready, and fails for others', async () => {
  let status = 200;
  const asked: (string | undefined)[] = [];
  const server = createServer((req, res) => {
    asked.push(req.url);
    res.writeHead(status).end();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const [, flag, script] = JSON.parse(/^ {2}CMD (\[.*\])$/m.exec(dockerfile)![1]!) as [
    string,
    string,
    string,
  ];
  const check = () =>
    new Promise((ended) =>
      spawn(process.execPath, [flag, script.replace(':3000', `:${port}`)]).once('exit', ended),
    );
  expect(await check()).toBe(0);
  status = 503;
  expect(await check()).toBe(1);
  await new Promise((closed) => server.close(closed));
  expect(await check()).toBe(1);
  expect(asked).toEqual(['/readyz', '/readyz']);
});
